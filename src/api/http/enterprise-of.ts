import { AppError, type EnterpriseScope } from '../../model/index.ts';

/**
 * The enterprise project that something new belongs to: the one that was asked for; the default `0` when the caller
 * may use every one.
 * @throws AppError `invalid_parameter` when several are meant, `forbidden` when none is granted
 */
export function enterpriseOfNew(scope: EnterpriseScope): number {
  if (scope === 'all') return 0;
  const [first, second] = scope;
  if (first === undefined) throw new AppError('forbidden', 'no enterprise project is granted to the caller');
  if (second === undefined) return first;
  const message = 'enterprise_project_id means several enterprise projects; allowed: the id of one';
  throw new AppError('invalid_parameter', message, { subject: 'enterprise_project_id' });
}

/** The enterprise project that an order over several is shown under: the default `0`, else the first that is granted. */
export function enterpriseOfTask(scope: EnterpriseScope): number {
  return scope === 'all' ? 0 : enterpriseOfNew(scope.slice(0, 1));
}
