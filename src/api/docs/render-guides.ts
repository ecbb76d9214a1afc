import { AppError, type ErrorCode } from '../../model/index.ts';
import { describeError, UNKNOWN_ROUTE } from '../http/error-response.ts';
import { type Html, html, prose } from './html.ts';
import { SIGNING_FUNCTION, TOKEN_CALL } from './signed-call.ts';

/** How to sign in, how to page and filter. */
export function renderGuides(): Html {
  return html`<section id="credentials" class="guide" data-search="authentication signature access key ak sk token credentials">
    <h2>Credentials</h2>
    <p>Every call carries either a signature made with an access key, or a token. Both belong to one project and reach
    no other. The vendor’s SDKs sign by themselves: give them the address as endpoint. In a shell, this function does
    the same, and the examples below use it:</p>
    <pre><code>${SIGNING_FUNCTION}</code></pre>
    <details><summary>With a token instead</summary><pre><code>${TOKEN_CALL}</code></pre></details>
  </section>
  <section id="conventions" class="guide" data-search="conventions paging filters times limit offset enterprise project">
    <h2>Conventions</h2>
    <dl>${CONVENTIONS.map(([term, text]) => html`<dt>${term}</dt><dd>${prose(text)}</dd>`)}</dl>
  </section>`;
}

/** What each code means; status and code come from the table that answers errors. */
export function renderErrors(): Html {
  const rows = ERRORS.map(([name, meaning]) => {
    const { status, errorCode } =
      name === 'unknown path' ? UNKNOWN_ROUTE : describeError(new AppError(name, meaning), '');
    return html`<tr><td class="name"><code>${errorCode}</code></td><td class="type">${status}</td><td>${prose(meaning)}</td></tr>`;
  });
  return html`<section id="errors" class="guide" data-search="errors error codes status failure ${ERRORS.map(([code]) => code).join(' ')}">
    <h2>Errors</h2>
    <p>A refusal says what is wrong with what, and what would have been right:</p>
    <pre><code>{
  "error_code": "HSS.0001",
  "error_msg": "the parameter limit has the wrong value \\"0\\"; allowed: a whole number from 1 to 200"
}</code></pre>
    <p>Quote the header <code>X-Request-Id</code> of the answer when you ask the operator about it.</p>
    <div class="scroll"><table><tbody>${rows}</tbody></table></div>
  </section>`;
}

const CONVENTIONS: readonly (readonly [string, string])[] = [
  ['Pages', '`offset` rows are skipped, `limit` rows are answered; `total_num` counts all that match, exactly.'],
  ['Texts', 'Filters match whole and case-sensitively, unless the parameter says “part of”.'],
  ['Times', 'Milliseconds since 1970-01-01T00:00:00Z. Ranges include both ends; a start alone runs until now.'],
  ['Numbers', 'Plain decimal. Longs are JSON numbers and stay below 2⁵³.'],
  ['Unknown', 'Unknown parameters and fields are ignored; known ones are checked, and a key may be given once.'],
  [
    'Enterprise projects',
    'Without `enterprise_project_id` only the default one; `all_granted_eps` is all you may see.',
  ],
  [
    'Absent',
    'What is not known is not there: no risk level before a scan has finished, no platforms of a single image.',
  ],
];

const ERRORS: readonly (readonly [ErrorCode | 'unknown path', string])[] = [
  ['invalid_parameter', 'A parameter or field is wrong; the message names it, its value and what is allowed.'],
  ['unreadable', 'The body is not JSON.'],
  ['not_found', 'Nothing has this id, in what you may see.'],
  [
    'unauthenticated',
    'No credentials, or wrong, expired or badly signed ones; the clock may be 15 minutes off at most.',
  ],
  ['forbidden', 'The credentials are good, but not for this.'],
  ['unknown path', 'There is no such call.'],
  ['overloaded', 'It took too long or cannot be served now; try again after `Retry-After` seconds.'],
  ['internal', 'A mistake of ours; the log has the details.'],
];
