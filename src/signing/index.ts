export { canonicalQuery, type RequestHead, splitTarget } from './canonical-request.ts';
export { sign } from './sign.ts';
export { verifySignature } from './signature.ts';
export { readSignatureClaim, type SignatureClaim } from './signature-claim.ts';
