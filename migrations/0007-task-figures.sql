-- A list of tasks shows figures of tasks with millions of images each: none may be counted when the list is asked for.
ALTER TABLE task ADD COLUMN risky_num integer NOT NULL DEFAULT 0;
COMMENT ON COLUMN task.risky_num IS 'images that had a risk when their scan of this task ended';

UPDATE task t SET risky_num = r.n FROM (
  SELECT i.project_pk, i.task_id, count(*)::int AS n FROM task_image i JOIN manifest m USING (project_pk, digest)
  WHERE i.state = 'succeeded' AND greatest(m.vul_num, m.unsafe_num, m.malicious_num) > 0 GROUP BY 1, 2) AS r
WHERE t.project_pk = r.project_pk AND t.task_id = r.task_id AND t.kind = 'scan';

CREATE INDEX task_image_failed ON task_image (project_pk, task_id, image_id) WHERE state = 'failed';
