import { describe, expect, test } from 'vitest';
import { AppError } from '../../model/index.ts';
import { ScanError, toScanFailure } from './failure.ts';

describe('what a scan threw becomes a code and a reason', () => {
  test.each([
    [new AppError('registry_forbidden', 'no'), 'authentication_failed', false],
    [new AppError('registry_not_found', 'no'), 'get_detail_info_not_found', false],
    [new AppError('registry_unreachable', 'no'), 'download_failed', true],
    [new AppError('digest_mismatch', 'no'), 'download_failed', false],
    [new AppError('limit_exceeded', 'no'), 'image_over_sized', false],
    [new AppError('timed_out', 'no'), 'response_timed_out', true],
    [new AppError('unreadable', 'no'), 'failed_to_scan_file', false],
    [new AppError('internal', 'no'), 'unknown_error', true],
  ])('%s', (error, code, retryable) => {
    expect(toScanFailure(error)).toMatchObject({ code, retryable, reason: 'no' });
  });

  test.each(['57P01', '53100', '22021', 'ECONNREFUSED', 'EPIPE'])('a database error, %s', (code) => {
    expect(toScanFailure(Object.assign(new Error('secret'), { code }))).toMatchObject({
      code: 'database_error',
      reason: 'the database failed',
      retryable: true,
    });
  });

  test.each(['EPERM', 'ENOMEM', 'EBUSY'])('%s is not the database, and its text is not repeated', (code) => {
    const failure = toScanFailure(Object.assign(new Error('secret'), { code }));
    expect(failure).toMatchObject({ code: 'unknown_error' });
    expect(failure.reason).not.toContain('secret');
  });

  test('a failure with a code of its own keeps it, and is final', () => {
    const error = new ScanError('schema_v1_not_support', 'old', 'd');
    expect(toScanFailure(error)).toEqual({ code: 'schema_v1_not_support', reason: 'old', retryable: false });
  });
});
