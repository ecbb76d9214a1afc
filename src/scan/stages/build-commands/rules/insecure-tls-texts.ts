/** What all rules about certificates say. */
export const WHY = {
  en: 'The other side is not checked: anybody on the way can read what is sent and exchange what comes back.',
  zh: '不校验对端证书，传输路径上的任何人都可以读取请求并替换返回内容。',
};
export const FIX = {
  en: 'Put the certificate of your authority into the trust store, and leave the check on.',
  zh: '将自有 CA 证书加入信任库，并保持证书校验开启。',
};
