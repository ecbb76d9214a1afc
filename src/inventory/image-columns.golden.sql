WITH staged AS (
SELECT *
FROM ROWS FROM (json_to_recordset($2::json) AS ("naturalKey" uuid,
"namespace" text,
"imageName" text,
"tag" text,
"digest" text,
"updateTime" timestamptz,
"updateSource" text,
"scannable" boolean,
"listed" boolean,
"sharedStatus" text,
"domainName" text)) WITH ORDINALITY AS s ("naturalKey",
"namespace",
"imageName",
"tag",
"digest",
"updateTime",
"updateSource",
"scannable",
"listed",
"sharedStatus",
"domainName",
ord)),
differing AS (
SELECT ord,
"naturalKey",
id,
place,
(old).image_digest IS DISTINCT FROM image_digest AS moved,
eps_pk,
namespace,
image_name,
image_version,
image_digest,
image_size,
update_time,
update_source,
sync_time,
is_multiarch,
scannable,
listed,
shared_status,
domain_name,
scan_status,
scan_failed_code,
scan_time,
severity,
vul_num,
unsafe_num,
malicious_num
FROM (SELECT s.ord,
s."naturalKey",
i.id,
i.place,
i AS old,
$4::integer AS eps_pk,
s."namespace" AS namespace,
s."imageName" AS image_name,
s."tag" AS image_version,
s."digest" AS image_digest,
m.size AS image_size,
CASE WHEN s."updateTime" IS NULL AND i.image_digest = s.digest THEN i.update_time ELSE coalesce(s."updateTime",
$5) END AS update_time,
CASE WHEN s."updateTime" IS NULL AND i.image_digest = s.digest THEN i.update_source ELSE s."updateSource" END AS update_source,
$5::timestamptz AS sync_time,
coalesce(m.kind = 'index',
false) AS is_multiarch,
s.scannable AND (coalesce(m.kind IN ('image',
'schema1'),
false) OR m.kind = 'index' AND EXISTS (SELECT
FROM (SELECT) AS one
CROSS JOIN LATERAL (SELECT ctid AS place,
*
FROM manifest_child
WHERE project_pk = (SELECT $1::integer) AND digest = s.digest OFFSET 0) AS c
LEFT JOIN LATERAL (SELECT ctid AS place,
*
FROM manifest
WHERE project_pk = (SELECT $1::integer) AND digest = c.child_digest OFFSET 0) AS m ON true
WHERE coalesce(m.kind IN ('image',
'schema1'),
false) AND coalesce(c.platform ->> 'os',
m.platform ->> 'os',
'linux') = 'linux' OFFSET 0)) AS scannable,
s."listed" AS listed,
s."sharedStatus" AS shared_status,
s."domainName" AS domain_name,
coalesce(m.scan_status,
'unscanned') AS scan_status,
CASE WHEN m.scan_status IN ('failed',
'download_failed',
'oversized') THEN m.scan_failed_code END AS scan_failed_code,
m.scan_time AS scan_time,
m.severity AS severity,
coalesce(m.vul_num,
0) AS vul_num,
coalesce(m.unsafe_num,
0) AS unsafe_num,
coalesce(m.malicious_num,
0) AS malicious_num
FROM staged s
LEFT JOIN LATERAL (SELECT ctid AS place,
*
FROM manifest
WHERE project_pk = (SELECT $1::integer) AND digest = s.digest OFFSET 0) AS m ON true
LEFT JOIN LATERAL (SELECT ctid AS place,
*
FROM image
WHERE project_pk = (SELECT $1::integer) AND natural_key = s."naturalKey" OFFSET 0) AS i ON true) w
WHERE id IS NULL OR image_size IS NULL OR ((old).eps_pk,
(old).image_digest,
(old).image_size,
(old).update_time,
(old).update_source,
(old).is_multiarch,
(old).scannable,
(old).listed,
(old).shared_status,
(old).domain_name) IS DISTINCT FROM (eps_pk,
image_digest,
image_size,
update_time,
update_source,
is_multiarch,
scannable,
listed,
shared_status,
domain_name)),
fresh AS ( UPDATE inventory_state
SET next_id = next_id + n.count
FROM (SELECT count(*)
FROM differing
WHERE id IS NULL) AS n
WHERE project_pk = $1 AND n.count > 0 RETURNING $1::bigint * 4294967296 + next_id - n.count - 1 AS before),
created AS ( INSERT INTO image (project_pk,
id,
registry_pk,
natural_key,
eps_pk,
namespace,
image_name,
image_version,
image_digest,
image_size,
update_time,
update_source,
sync_time,
is_multiarch,
scannable,
listed,
shared_status,
domain_name,
scan_status,
scan_failed_code,
scan_time,
severity,
vul_num,
unsafe_num,
malicious_num)
SELECT $1,
fresh.before + row_number() OVER (ORDER BY ord),
$3,
"naturalKey",
eps_pk,
namespace,
image_name,
image_version,
image_digest,
image_size,
update_time,
update_source,
sync_time,
is_multiarch,
scannable,
listed,
shared_status,
domain_name,
scan_status,
scan_failed_code,
scan_time,
severity,
vul_num,
unsafe_num,
malicious_num
FROM fresh
CROSS JOIN differing
WHERE differing.id IS NULL AND image_size IS NOT NULL RETURNING id,
is_multiarch,
namespace,
image_name),
changed AS ( UPDATE image i
SET eps_pk = w.eps_pk,
image_digest = w.image_digest,
image_size = w.image_size,
update_time = w.update_time,
update_source = w.update_source,
sync_time = w.sync_time,
is_multiarch = w.is_multiarch,
scannable = w.scannable,
listed = w.listed,
shared_status = w.shared_status,
domain_name = w.domain_name,
scan_status = w.scan_status,
scan_failed_code = w.scan_failed_code,
scan_time = w.scan_time,
severity = w.severity,
vul_num = w.vul_num,
unsafe_num = w.unsafe_num,
malicious_num = w.malicious_num
FROM differing w
WHERE i.ctid = w.place AND w.image_size IS NOT NULL RETURNING i.id,
i.is_multiarch,
i.namespace,
i.image_name,
w.moved)
SELECT id,
true AS "isNew",
true AS moved,
is_multiarch AS "isMultiarch",
namespace,
image_name AS "imageName"
FROM created UNION ALL
SELECT id,
false,
moved,
is_multiarch,
namespace,
image_name
FROM changed UNION ALL
SELECT NULL,
true,
true,
false,
namespace,
concat(image_name,
':',
image_version)
FROM differing
WHERE image_size IS NULL;

INSERT INTO image_child (project_pk,
parent_id,
ord,
id,
image_digest,
platform,
image_size,
scannable,
scan_status,
scan_failed_code,
scan_time,
severity,
vul_num,
unsafe_num,
malicious_num)
SELECT $1,
w."parentId",
w.ord,
w.id,
c.child_digest,
coalesce(c.platform,
m.platform),
coalesce(m.size,
0),
i.scannable AND coalesce(m.kind IN ('image',
'schema1'),
false) AND coalesce(c.platform ->> 'os',
m.platform ->> 'os',
'linux') = 'linux',
coalesce(m.scan_status,
'unscanned'),
CASE WHEN m.scan_status IN ('failed',
'download_failed',
'oversized') THEN m.scan_failed_code END,
m.scan_time,
m.severity,
coalesce(m.vul_num,
0),
coalesce(m.unsafe_num,
0),
coalesce(m.malicious_num,
0)
FROM json_to_recordset($2::json) AS w ("parentId" bigint,
ord integer,
id bigint)
CROSS JOIN LATERAL (SELECT ctid AS place,
*
FROM image
WHERE project_pk = (SELECT $1::integer) AND id = w."parentId" OFFSET 0) AS i
CROSS JOIN LATERAL (SELECT ctid AS place,
*
FROM manifest_child
WHERE project_pk = (SELECT $1::integer) AND digest = i.image_digest AND ord = w.ord OFFSET 0) AS c
LEFT JOIN LATERAL (SELECT ctid AS place,
*
FROM manifest
WHERE project_pk = (SELECT $1::integer) AND digest = c.child_digest OFFSET 0) AS m ON true;

WITH child AS (
SELECT k.*,
array_position(ARRAY['failed',
'download_failed',
'oversized'],
k.scan_status) AS failure,
array_position(ARRAY['none',
'low',
'medium',
'high'],
k.severity) AS grade
FROM unnest($2::bigint[]) AS p (id)
CROSS JOIN LATERAL (SELECT ctid AS place,
*
FROM image_child
WHERE project_pk = (SELECT $1::integer) AND parent_id = p.id OFFSET 0) AS k
WHERE k.scannable),
summed AS (
SELECT parent_id,
least(sum(vul_num),
2147483647)::int AS vul_num,
least(sum(unsafe_num),
2147483647)::int AS unsafe_num,
least(sum(malicious_num),
2147483647)::int AS malicious_num,
CASE WHEN bool_or(scan_status = 'scanning') THEN 'scanning' WHEN bool_or(scan_status = 'queued') THEN 'queued' WHEN bool_or(scan_status = 'unscanned') THEN 'unscanned' ELSE coalesce((ARRAY['failed',
'download_failed',
'oversized'])[min(failure)],
'succeeded') END AS scan_status,
(array_agg(scan_failed_code
ORDER BY failure,
ord) FILTER (WHERE failure IS NOT NULL))[1] AS scan_failed_code,
CASE WHEN bool_and(scan_time IS NOT NULL) THEN min(scan_time) END AS scan_time,
max(grade) AS grade,
bool_or(grade IS NULL) AS unknown
FROM child GROUP BY parent_id),
derived AS (
SELECT p.id,
coalesce(vul_num,
0) AS vul_num,
coalesce(unsafe_num,
0) AS unsafe_num,
coalesce(malicious_num,
0) AS malicious_num,
coalesce(scan_status,
'unscanned') AS scan_status,
scan_time,
CASE WHEN scan_status IN ('failed',
'download_failed',
'oversized') THEN scan_failed_code END AS scan_failed_code,
CASE WHEN scan_time IS NULL OR (grade = 1 AND unknown) THEN NULL ELSE (ARRAY['none',
'low',
'medium',
'high'])[grade] END AS severity
FROM unnest($2::bigint[]) AS p (id)
LEFT JOIN summed ON summed.parent_id = p.id) UPDATE image i
SET (scan_status,
scan_failed_code,
scan_time,
severity,
vul_num,
unsafe_num,
malicious_num) = ROW (d.scan_status,
d.scan_failed_code,
d.scan_time,
d.severity,
d.vul_num,
d.unsafe_num,
d.malicious_num)
FROM (SELECT d.*,
p.place
FROM derived d
CROSS JOIN LATERAL (SELECT ctid AS place,
*
FROM image
WHERE project_pk = (SELECT $1::integer) AND id = d.id OFFSET 0) AS p) d
WHERE i.ctid = d.place AND i.is_multiarch AND (i.scan_status,
i.scan_failed_code,
i.scan_time,
i.severity,
i.vul_num,
i.unsafe_num,
i.malicious_num) IS DISTINCT FROM (d.scan_status,
d.scan_failed_code,
d.scan_time,
d.severity,
d.vul_num,
d.unsafe_num,
d.malicious_num) RETURNING i.id;

WITH raised AS (UPDATE inventory_state
SET version = version + 1
WHERE project_pk = $1 RETURNING version) INSERT INTO image_change (project_pk,
version,
ids,
deleted,
flags,
image_size,
update_time,
sync_time,
scan_status,
scan_time,
severity,
vul_num,
unsafe_num,
malicious_num,
created)
SELECT $1,
raised.version,
array_agg(i.id
ORDER BY i.id),
array_agg(i.id = ANY ($4::bigint[])
ORDER BY i.id),
array_agg(1 * i.latest_version::int + 2 * i.is_multiarch::int + 4 * i.scannable::int + 8 * i.listed::int
ORDER BY i.id),
array_agg(i.image_size
ORDER BY i.id),
array_agg(i.update_time
ORDER BY i.id),
array_agg(i.sync_time
ORDER BY i.id),
array_agg(i.scan_status
ORDER BY i.id),
array_agg(i.scan_time
ORDER BY i.id),
array_agg(i.severity
ORDER BY i.id),
array_agg(i.vul_num
ORDER BY i.id),
array_agg(i.unsafe_num
ORDER BY i.id),
array_agg(i.malicious_num
ORDER BY i.id),
coalesce(jsonb_agg(jsonb_build_object('id',
i.id,
'registry_pk',
i.registry_pk,
'eps_pk',
i.eps_pk,
'namespace',
i.namespace,
'image_name',
i.image_name,
'image_version',
i.image_version)
ORDER BY i.id) FILTER (WHERE i.id = ANY ($3::bigint[])),
'[]')
FROM raised
CROSS JOIN unnest($2::bigint[]) AS wanted (id)
CROSS JOIN LATERAL (SELECT ctid AS place,
*
FROM image
WHERE project_pk = (SELECT $1::integer) AND id = wanted.id OFFSET 0) AS i GROUP BY raised.version RETURNING version;

SELECT r.digest
FROM unnest($2::text[],
$3::text[],
$4::text[],
$5::text[],
$6::timestamptz[],
$7::text[],
$8::integer[],
$9::integer[],
$10::integer[]) AS r (digest,
scan_failed_detail,
scan_status,
scan_failed_code,
scan_time,
severity,
vul_num,
unsafe_num,
malicious_num)
CROSS JOIN LATERAL (SELECT ctid AS place,
*
FROM manifest
WHERE project_pk = (SELECT $1::integer) AND digest = r.digest OFFSET 0) AS m
WHERE (m.scan_failed_detail,
m.scan_status,
m.scan_failed_code,
m.scan_time,
m.severity,
m.vul_num,
m.unsafe_num,
m.malicious_num) IS DISTINCT FROM (r.scan_failed_detail,
r.scan_status,
r.scan_failed_code,
r.scan_time,
r.severity,
r.vul_num,
r.unsafe_num,
r.malicious_num);

UPDATE manifest m
SET (scan_failed_detail,
scan_status,
scan_failed_code,
scan_time,
severity,
vul_num,
unsafe_num,
malicious_num) = ROW (r.scan_failed_detail,
r.scan_status,
r.scan_failed_code,
r.scan_time,
r.severity,
r.vul_num,
r.unsafe_num,
r.malicious_num)
FROM unnest($2::text[],
$3::text[],
$4::text[],
$5::text[],
$6::timestamptz[],
$7::text[],
$8::integer[],
$9::integer[],
$10::integer[]) AS r (digest,
scan_failed_detail,
scan_status,
scan_failed_code,
scan_time,
severity,
vul_num,
unsafe_num,
malicious_num)
WHERE m.project_pk = (SELECT $1::integer) AND m.digest = r.digest AND (m.scan_failed_detail,
m.scan_status,
m.scan_failed_code,
m.scan_time,
m.severity,
m.vul_num,
m.unsafe_num,
m.malicious_num) IS DISTINCT FROM (r.scan_failed_detail,
r.scan_status,
r.scan_failed_code,
r.scan_time,
r.severity,
r.vul_num,
r.unsafe_num,
r.malicious_num);

UPDATE image t
SET (scan_status,
scan_failed_code,
scan_time,
severity,
vul_num,
unsafe_num,
malicious_num) = ROW (coalesce(m.scan_status,
'unscanned'),
CASE WHEN m.scan_status IN ('failed',
'download_failed',
'oversized') THEN m.scan_failed_code END,
m.scan_time,
m.severity,
coalesce(m.vul_num,
0),
coalesce(m.unsafe_num,
0),
coalesce(m.malicious_num,
0))
FROM unnest($2::text[]) AS d (digest)
CROSS JOIN LATERAL (SELECT ctid AS place,
*
FROM manifest
WHERE project_pk = (SELECT $1::integer) AND digest = d.digest AND kind <> 'index' OFFSET 0) AS m
CROSS JOIN LATERAL (SELECT ctid AS place,
*
FROM image_manifest
WHERE project_pk = (SELECT $1::integer) AND digest = m.digest OFFSET 0) AS r
CROSS JOIN LATERAL (SELECT ctid AS place,
*
FROM image
WHERE project_pk = (SELECT $1::integer) AND id = r.image_id OFFSET 0) AS held
WHERE t.ctid = held.place AND held.image_digest = m.digest AND (t.scan_status,
t.scan_failed_code,
t.scan_time,
t.severity,
t.vul_num,
t.unsafe_num,
t.malicious_num) IS DISTINCT FROM (coalesce(m.scan_status,
'unscanned'),
CASE WHEN m.scan_status IN ('failed',
'download_failed',
'oversized') THEN m.scan_failed_code END,
m.scan_time,
m.severity,
coalesce(m.vul_num,
0),
coalesce(m.unsafe_num,
0),
coalesce(m.malicious_num,
0)) RETURNING t.id AS id;

UPDATE image_child t
SET (scan_status,
scan_failed_code,
scan_time,
severity,
vul_num,
unsafe_num,
malicious_num) = ROW (coalesce(m.scan_status,
'unscanned'),
CASE WHEN m.scan_status IN ('failed',
'download_failed',
'oversized') THEN m.scan_failed_code END,
m.scan_time,
m.severity,
coalesce(m.vul_num,
0),
coalesce(m.unsafe_num,
0),
coalesce(m.malicious_num,
0))
FROM unnest($2::text[]) AS d (digest)
CROSS JOIN LATERAL (SELECT ctid AS place,
*
FROM manifest
WHERE project_pk = (SELECT $1::integer) AND digest = d.digest AND kind <> 'index' OFFSET 0) AS m
CROSS JOIN LATERAL (SELECT ctid AS place,
*
FROM image_manifest
WHERE project_pk = (SELECT $1::integer) AND digest = m.digest OFFSET 0) AS r
CROSS JOIN LATERAL (SELECT ctid AS place,
*
FROM image_child
WHERE project_pk = (SELECT $1::integer) AND parent_id = r.image_id OFFSET 0) AS held
WHERE t.ctid = held.place AND held.image_digest = m.digest AND (t.scan_status,
t.scan_failed_code,
t.scan_time,
t.severity,
t.vul_num,
t.unsafe_num,
t.malicious_num) IS DISTINCT FROM (coalesce(m.scan_status,
'unscanned'),
CASE WHEN m.scan_status IN ('failed',
'download_failed',
'oversized') THEN m.scan_failed_code END,
m.scan_time,
m.severity,
coalesce(m.vul_num,
0),
coalesce(m.unsafe_num,
0),
coalesce(m.malicious_num,
0)) RETURNING t.parent_id AS id;

SELECT total.count,
i.id,
CASE WHEN i.is_multiarch THEN (
SELECT json_agg(json_build_object('id',
c.id,
'imageDigest',
c.image_digest,
'platform',
c.platform,
'imageSize',
c.image_size,
'scanStatus',
c.scan_status,
'scanFailedCode',
c.scan_failed_code,
'scanTime',
(extract(epoch
FROM c.scan_time) * 1000)::bigint,
'severity',
c.severity,
'vulNum',
c.vul_num,
'unsafeNum',
c.unsafe_num,
'maliciousNum',
c.malicious_num)
ORDER BY c.ord)
FROM image_child c
WHERE c.project_pk = (SELECT $1::integer) AND c.parent_id = i.id) END,
r.registry_id,
r.registry_name,
r.registry_type,
r.instance_id,
r.instance_name,
r.instance_url,
i.namespace,
i.image_name,
i.image_version,
i.image_digest,
i.image_size,
i.update_time,
greatest(i.sync_time,
r.synced_at),
i.latest_version,
i.is_multiarch,
i.scannable,
i.shared_status,
i.domain_name,
i.scan_status,
i.scan_failed_code,
i.scan_time,
i.severity,
i.vul_num,
i.unsafe_num,
i.malicious_num
FROM (SELECT count(*)
FROM image i JOIN registry r USING (project_pk,
registry_pk)
WHERE i.project_pk = $1 AND i.listed AND NOT r.deleting) AS total
LEFT JOIN (SELECT i.id
FROM image i JOIN registry r USING (project_pk,
registry_pk)
WHERE i.project_pk = $1 AND i.listed AND NOT r.deleting
ORDER BY i.id LIMIT $2 OFFSET $3) AS page ON true
LEFT JOIN LATERAL (SELECT ctid AS place,
*
FROM image
WHERE project_pk = (SELECT $1::integer) AND id = page.id OFFSET 0) AS i ON true
LEFT JOIN registry r ON r.project_pk = $1 AND r.registry_pk = i.registry_pk
ORDER BY i.id;
