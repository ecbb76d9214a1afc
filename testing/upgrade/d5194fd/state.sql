-- PostgreSQL database dump

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

-- Name: graphile_worker; Type: SCHEMA; Schema: -; Owner: -

CREATE SCHEMA graphile_worker;

-- Name: job_spec; Type: TYPE; Schema: graphile_worker; Owner: -

CREATE TYPE graphile_worker.job_spec AS (
	identifier text,
	payload json,
	queue_name text,
	run_at timestamp with time zone,
	max_attempts smallint,
	job_key text,
	priority smallint,
	flags text[]
);

SET default_tablespace = '';

SET default_table_access_method = heap;

-- Name: _private_jobs; Type: TABLE; Schema: graphile_worker; Owner: -

CREATE TABLE graphile_worker._private_jobs (
    id bigint NOT NULL,
    job_queue_id integer,
    task_id integer NOT NULL,
    payload json DEFAULT '{}'::json NOT NULL,
    priority smallint DEFAULT 0 NOT NULL,
    run_at timestamp with time zone DEFAULT now() NOT NULL,
    attempts smallint DEFAULT 0 NOT NULL,
    max_attempts smallint DEFAULT 25 NOT NULL,
    last_error text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    key text,
    locked_at timestamp with time zone,
    locked_by text,
    revision integer DEFAULT 0 NOT NULL,
    flags jsonb,
    is_available boolean GENERATED ALWAYS AS (((locked_at IS NULL) AND (attempts < max_attempts))) STORED NOT NULL,
    CONSTRAINT jobs_key_check CHECK (((length(key) > 0) AND (length(key) <= 512))),
    CONSTRAINT jobs_max_attempts_check CHECK ((max_attempts >= 1))
);

-- Name: _private_job_queues; Type: TABLE; Schema: graphile_worker; Owner: -

CREATE TABLE graphile_worker._private_job_queues (
    id integer NOT NULL,
    queue_name text NOT NULL,
    locked_at timestamp with time zone,
    locked_by text,
    is_available boolean GENERATED ALWAYS AS ((locked_at IS NULL)) STORED NOT NULL,
    CONSTRAINT job_queues_queue_name_check CHECK ((length(queue_name) <= 128))
);

-- Name: _private_known_crontabs; Type: TABLE; Schema: graphile_worker; Owner: -

CREATE TABLE graphile_worker._private_known_crontabs (
    identifier text NOT NULL,
    known_since timestamp with time zone NOT NULL,
    last_execution timestamp with time zone
);

-- Name: _private_tasks; Type: TABLE; Schema: graphile_worker; Owner: -

CREATE TABLE graphile_worker._private_tasks (
    id integer NOT NULL,
    identifier text NOT NULL,
    CONSTRAINT tasks_identifier_check CHECK ((length(identifier) <= 128))
);

-- Name: job_queues_id_seq; Type: SEQUENCE; Schema: graphile_worker; Owner: -

ALTER TABLE graphile_worker._private_job_queues ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME graphile_worker.job_queues_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

-- Name: jobs; Type: VIEW; Schema: graphile_worker; Owner: -

CREATE VIEW graphile_worker.jobs AS
 SELECT jobs.id,
    job_queues.queue_name,
    tasks.identifier AS task_identifier,
    jobs.priority,
    jobs.run_at,
    jobs.attempts,
    jobs.max_attempts,
    jobs.last_error,
    jobs.created_at,
    jobs.updated_at,
    jobs.key,
    jobs.locked_at,
    jobs.locked_by,
    jobs.revision,
    jobs.flags
   FROM ((graphile_worker._private_jobs jobs
     JOIN graphile_worker._private_tasks tasks ON ((tasks.id = jobs.task_id)))
     LEFT JOIN graphile_worker._private_job_queues job_queues ON ((job_queues.id = jobs.job_queue_id)));

-- Name: jobs_id_seq1; Type: SEQUENCE; Schema: graphile_worker; Owner: -

ALTER TABLE graphile_worker._private_jobs ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME graphile_worker.jobs_id_seq1
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

-- Name: migrations; Type: TABLE; Schema: graphile_worker; Owner: -

CREATE TABLE graphile_worker.migrations (
    id integer NOT NULL,
    ts timestamp with time zone DEFAULT now() NOT NULL,
    breaking boolean DEFAULT false NOT NULL
);

-- Name: tasks_id_seq; Type: SEQUENCE; Schema: graphile_worker; Owner: -

ALTER TABLE graphile_worker._private_tasks ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME graphile_worker.tasks_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

-- Name: access_key; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.access_key (
    access_key text NOT NULL,
    project_pk integer NOT NULL,
    principal_pk integer NOT NULL,
    secret_sealed bytea NOT NULL,
    active boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

-- Name: advisory; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.advisory (
    advisory_pk bigint NOT NULL,
    source text NOT NULL,
    advisory_id text NOT NULL,
    vul_id text NOT NULL,
    cves text[] NOT NULL,
    summary text DEFAULT ''::text NOT NULL,
    details text DEFAULT ''::text NOT NULL,
    cvss_score real,
    cvss_vector text,
    severity text,
    url text DEFAULT ''::text NOT NULL,
    published timestamp with time zone,
    modified timestamp with time zone NOT NULL,
    content_hash bytea NOT NULL,
    CONSTRAINT advisory_severity_check CHECK ((severity = ANY (ARRAY['low'::text, 'medium'::text, 'high'::text])))
);

-- Name: advisory_advisory_pk_seq; Type: SEQUENCE; Schema: public; Owner: -

ALTER TABLE public.advisory ALTER COLUMN advisory_pk ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.advisory_advisory_pk_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

-- Name: advisory_affected; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.advisory_affected (
    advisory_pk bigint NOT NULL,
    ord integer NOT NULL,
    ecosystem text NOT NULL,
    name text NOT NULL,
    ranges jsonb NOT NULL,
    versions text[] DEFAULT '{}'::text[] NOT NULL
);

-- Name: advisory_ecosystem; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.advisory_ecosystem (
    source text NOT NULL,
    ecosystem text NOT NULL
);

-- Name: advisory_source; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.advisory_source (
    source text NOT NULL,
    fingerprint text,
    status text DEFAULT 'pending'::text NOT NULL,
    reason text,
    loaded integer DEFAULT 0 NOT NULL,
    rejected integer DEFAULT 0 NOT NULL,
    rejects jsonb DEFAULT '[]'::jsonb NOT NULL,
    checked_at timestamp with time zone,
    loaded_at timestamp with time zone,
    CONSTRAINT advisory_source_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'ok'::text, 'partial'::text, 'failed'::text])))
);

-- Name: auth_token; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.auth_token (
    token_hash bytea NOT NULL,
    project_pk integer NOT NULL,
    principal_pk integer NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL
);

-- Name: enterprise_project; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.enterprise_project (
    project_pk integer NOT NULL,
    eps_pk integer NOT NULL,
    eps_id text NOT NULL,
    eps_name text NOT NULL
);

-- Name: image; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.image (
    project_pk integer NOT NULL,
    id bigint NOT NULL,
    registry_pk integer NOT NULL,
    eps_pk integer DEFAULT 0 NOT NULL,
    update_time timestamp(3) with time zone NOT NULL,
    scan_time timestamp(3) with time zone,
    sync_time timestamp(3) with time zone NOT NULL,
    image_size bigint NOT NULL,
    vul_num integer DEFAULT 0 NOT NULL,
    unsafe_num integer DEFAULT 0 NOT NULL,
    malicious_num integer DEFAULT 0 NOT NULL,
    latest_version boolean DEFAULT false NOT NULL,
    is_multiarch boolean DEFAULT false NOT NULL,
    scannable boolean DEFAULT true NOT NULL,
    listed boolean DEFAULT true NOT NULL,
    scan_status text DEFAULT 'unscanned'::text NOT NULL,
    severity text,
    scan_failed_code text,
    shared_status text,
    domain_name text,
    namespace text NOT NULL,
    image_name text NOT NULL,
    image_version text NOT NULL,
    image_digest text NOT NULL,
    update_source text DEFAULT 'first_seen'::text NOT NULL,
    natural_key uuid NOT NULL,
    CONSTRAINT image_shared_status_check CHECK ((shared_status = ANY (ARRAY['effective'::text, 'expired'::text]))),
    CONSTRAINT image_update_source_check CHECK ((update_source = ANY (ARRAY['registry'::text, 'config'::text, 'first_seen'::text])))
)
WITH (autovacuum_vacuum_scale_factor='0.02', fillfactor='45');

-- Name: image_change; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.image_change (
    project_pk integer NOT NULL,
    version bigint NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    ids bigint[] NOT NULL,
    deleted boolean[] NOT NULL,
    update_time timestamp with time zone[] NOT NULL,
    scan_time timestamp with time zone[] NOT NULL,
    sync_time timestamp with time zone[] NOT NULL,
    image_size bigint[] NOT NULL,
    vul_num integer[] NOT NULL,
    unsafe_num integer[] NOT NULL,
    malicious_num integer[] NOT NULL,
    flags integer[] NOT NULL,
    scan_status text[] NOT NULL,
    severity text[] NOT NULL,
    created jsonb DEFAULT '[]'::jsonb NOT NULL
);

-- Name: image_child; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.image_child (
    project_pk integer NOT NULL,
    parent_id bigint NOT NULL,
    ord integer NOT NULL,
    id bigint NOT NULL,
    image_digest text NOT NULL,
    platform jsonb,
    image_size bigint DEFAULT 0 NOT NULL,
    scannable boolean DEFAULT true NOT NULL,
    scan_status text DEFAULT 'unscanned'::text NOT NULL,
    scan_failed_code text,
    scan_time timestamp(3) with time zone,
    severity text,
    vul_num integer DEFAULT 0 NOT NULL,
    unsafe_num integer DEFAULT 0 NOT NULL,
    malicious_num integer DEFAULT 0 NOT NULL
)
WITH (fillfactor='45');

-- Name: image_manifest; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.image_manifest (
    project_pk integer NOT NULL,
    digest text NOT NULL,
    image_id bigint NOT NULL
);

-- Name: job_crash; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.job_crash (
    job_id bigint NOT NULL,
    crashes integer NOT NULL
);

-- Name: job_schedule; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.job_schedule (
    identifier text NOT NULL,
    queued_at timestamp with time zone NOT NULL
);

-- Name: layer; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.layer (
    project_pk integer NOT NULL,
    digest text NOT NULL,
    diff_id text NOT NULL,
    media_type text NOT NULL,
    size bigint NOT NULL,
    uncompressed_size bigint NOT NULL,
    entries integer NOT NULL,
    read_at timestamp with time zone DEFAULT now() NOT NULL
);

-- Name: layer_fact; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.layer_fact (
    project_pk integer NOT NULL,
    layer_digest text NOT NULL,
    analyzer text NOT NULL,
    version integer NOT NULL,
    facts bytea NOT NULL,
    problems jsonb DEFAULT '[]'::jsonb NOT NULL
);

-- Name: manifest; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.manifest (
    project_pk integer NOT NULL,
    digest text NOT NULL,
    kind text NOT NULL,
    media_type text NOT NULL,
    config_digest text,
    size bigint NOT NULL,
    platform jsonb,
    created_at timestamp with time zone,
    registry_pk integer NOT NULL,
    repository text NOT NULL,
    scan_status text DEFAULT 'unscanned'::text NOT NULL,
    scan_failed_code text,
    scan_failed_detail text,
    scan_time timestamp with time zone,
    analyzer_set text,
    severity text,
    vul_num integer DEFAULT 0 NOT NULL,
    unsafe_num integer DEFAULT 0 NOT NULL,
    malicious_num integer DEFAULT 0 NOT NULL,
    CONSTRAINT manifest_kind_check CHECK ((kind = ANY (ARRAY['image'::text, 'index'::text, 'schema1'::text, 'artifact'::text, 'accessory'::text, 'unknown'::text]))),
    CONSTRAINT manifest_scan_status_check CHECK ((scan_status = ANY (ARRAY['unscanned'::text, 'queued'::text, 'scanning'::text, 'succeeded'::text, 'failed'::text, 'download_failed'::text, 'oversized'::text]))),
    CONSTRAINT manifest_severity_check CHECK ((severity = ANY (ARRAY['none'::text, 'low'::text, 'medium'::text, 'high'::text])))
)
WITH (fillfactor='45', autovacuum_vacuum_scale_factor='0.02');

-- Name: manifest_child; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.manifest_child (
    project_pk integer NOT NULL,
    digest text NOT NULL,
    ord integer NOT NULL,
    child_digest text NOT NULL,
    platform jsonb
);

-- Name: manifest_layer; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.manifest_layer (
    project_pk integer NOT NULL,
    digest text NOT NULL,
    ord integer NOT NULL,
    layer_digest text NOT NULL,
    diff_id text,
    media_type text NOT NULL,
    size bigint NOT NULL,
    created_by text
);

-- Name: manifest_package; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.manifest_package (
    project_pk integer NOT NULL,
    digest text NOT NULL,
    package_pk bigint NOT NULL,
    path text NOT NULL,
    layer_digest text NOT NULL
);

-- Name: migration; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.migration (
    name text NOT NULL,
    sha256 text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);

-- Name: package; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.package (
    project_pk integer NOT NULL,
    package_pk bigint NOT NULL,
    ecosystem text NOT NULL,
    name text NOT NULL,
    version text NOT NULL,
    arch text DEFAULT ''::text NOT NULL,
    source_name text NOT NULL,
    source_version text NOT NULL,
    purl text NOT NULL
);

-- Name: package_advisory; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.package_advisory (
    project_pk integer NOT NULL,
    package_pk bigint NOT NULL,
    advisory_pk bigint NOT NULL,
    verdict text NOT NULL,
    fixed_version text,
    evidence text NOT NULL,
    CONSTRAINT package_advisory_verdict_check CHECK ((verdict = ANY (ARRAY['affected'::text, 'undetermined'::text])))
);

-- Name: package_package_pk_seq; Type: SEQUENCE; Schema: public; Owner: -

ALTER TABLE public.package ALTER COLUMN package_pk ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.package_package_pk_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

-- Name: principal; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.principal (
    principal_pk integer NOT NULL,
    domain_name text DEFAULT 'hullwatch'::text NOT NULL,
    user_name text NOT NULL,
    password_hash text,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

-- Name: principal_grant; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.principal_grant (
    project_pk integer NOT NULL,
    principal_pk integer NOT NULL,
    eps_pk integer,
    role text NOT NULL,
    CONSTRAINT principal_grant_role_check CHECK ((role = ANY (ARRAY['admin'::text, 'operator'::text, 'auditor'::text])))
);

-- Name: principal_principal_pk_seq; Type: SEQUENCE; Schema: public; Owner: -

ALTER TABLE public.principal ALTER COLUMN principal_pk ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.principal_principal_pk_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

-- Name: project; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.project (
    project_pk integer NOT NULL,
    project_id text NOT NULL,
    project_name text NOT NULL,
    version bigint DEFAULT 0 NOT NULL,
    purge_floor bigint DEFAULT 0 NOT NULL,
    next_id bigint DEFAULT 1 NOT NULL,
    next_registry_pk integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
)
WITH (fillfactor='20');

-- Name: project_project_pk_seq; Type: SEQUENCE; Schema: public; Owner: -

ALTER TABLE public.project ALTER COLUMN project_pk ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.project_project_pk_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

-- Name: registry; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.registry (
    project_pk integer NOT NULL,
    registry_pk integer NOT NULL,
    registry_id text NOT NULL,
    eps_pk integer DEFAULT 0 NOT NULL,
    registry_name text NOT NULL,
    registry_type text NOT NULL,
    api_version text DEFAULT 'V2'::text NOT NULL,
    protocol text NOT NULL,
    registry_addr text NOT NULL,
    registry_username text DEFAULT ''::text NOT NULL,
    secret_sealed bytea,
    namespace text DEFAULT ''::text NOT NULL,
    connect_cluster_id text DEFAULT ''::text NOT NULL,
    get_scan_image_channel text DEFAULT 'Other'::text NOT NULL,
    repositories text[],
    instance_id text DEFAULT ''::text NOT NULL,
    instance_name text DEFAULT ''::text NOT NULL,
    instance_url text DEFAULT ''::text NOT NULL,
    status text DEFAULT 'accessing'::text NOT NULL,
    fail_reason text,
    fail_detail text,
    images_num integer DEFAULT 0 NOT NULL,
    synced_at timestamp(3) with time zone,
    deleting boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT registry_protocol_check CHECK ((protocol = ANY (ARRAY['http'::text, 'https'::text]))),
    CONSTRAINT registry_registry_type_check CHECK ((registry_type = ANY (ARRAY['swr-private'::text, 'swr-shared'::text, 'swr-enterprise'::text, 'harbor'::text, 'jfrog'::text, 'oci'::text]))),
    CONSTRAINT registry_status_check CHECK ((status = ANY (ARRAY['accessing'::text, 'success'::text, 'fail'::text])))
);

-- Name: stage_state; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.stage_state (
    project_pk integer NOT NULL,
    digest text NOT NULL,
    stage text NOT NULL,
    status text NOT NULL,
    reason text,
    at timestamp with time zone NOT NULL,
    CONSTRAINT stage_state_status_check CHECK ((status = ANY (ARRAY['ok'::text, 'partial'::text, 'failed'::text])))
);

-- Name: sync_absent; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.sync_absent (
    project_pk integer NOT NULL,
    task_id text NOT NULL,
    registry_pk integer NOT NULL,
    image_id bigint NOT NULL
);

-- Name: sync_repository; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.sync_repository (
    project_pk integer NOT NULL,
    task_id text NOT NULL,
    registry_pk integer NOT NULL,
    repository text NOT NULL,
    namespace text NOT NULL,
    image_name text NOT NULL,
    done boolean DEFAULT false NOT NULL,
    tags integer DEFAULT 0 NOT NULL,
    failed integer DEFAULT 0 NOT NULL,
    complete boolean DEFAULT true NOT NULL,
    problem text
);

-- Name: task; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.task (
    project_pk integer NOT NULL,
    task_id text NOT NULL,
    eps_pk integer DEFAULT 0 NOT NULL,
    kind text NOT NULL,
    trigger text NOT NULL,
    task_name text NOT NULL,
    begin_time timestamp with time zone DEFAULT now() NOT NULL,
    end_time timestamp with time zone,
    state text DEFAULT 'running'::text NOT NULL,
    scan_scope integer DEFAULT 0 NOT NULL,
    rate_limit integer DEFAULT 0 NOT NULL,
    is_all boolean DEFAULT false NOT NULL,
    total_num integer DEFAULT 0 NOT NULL,
    success_num integer DEFAULT 0 NOT NULL,
    failed_num integer DEFAULT 0 NOT NULL,
    failed_reason text,
    risky_num integer DEFAULT 0 NOT NULL,
    CONSTRAINT task_kind_check CHECK ((kind = ANY (ARRAY['sync'::text, 'scan'::text]))),
    CONSTRAINT task_state_check CHECK ((state = ANY (ARRAY['running'::text, 'finished'::text, 'stopped'::text, 'timed_out'::text, 'abnormal'::text]))),
    CONSTRAINT task_trigger_check CHECK ((trigger = ANY (ARRAY['manual'::text, 'schedule'::text])))
);

-- Name: COLUMN task.risky_num; Type: COMMENT; Schema: public; Owner: -

COMMENT ON COLUMN public.task.risky_num IS 'images that had a risk when their scan of this task ended';

-- Name: task_image; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.task_image (
    project_pk integer NOT NULL,
    task_id text NOT NULL,
    image_id bigint NOT NULL,
    digest text NOT NULL,
    state text DEFAULT 'queued'::text NOT NULL,
    failed_code text,
    failed_reason text,
    CONSTRAINT task_image_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'succeeded'::text, 'failed'::text, 'stopped'::text])))
);

-- Name: task_registry; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.task_registry (
    project_pk integer NOT NULL,
    task_id text NOT NULL,
    registry_pk integer NOT NULL,
    state text DEFAULT 'queued'::text NOT NULL,
    failed_reason text,
    repositories_total integer,
    repositories_done integer DEFAULT 0 NOT NULL,
    tags_seen integer DEFAULT 0 NOT NULL,
    images_changed integer DEFAULT 0 NOT NULL,
    images_deleted integer DEFAULT 0 NOT NULL,
    images_failed integer DEFAULT 0 NOT NULL,
    requests bigint DEFAULT 0 NOT NULL,
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    CONSTRAINT task_registry_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'finished'::text, 'failed'::text])))
);

-- Name: worker; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.worker (
    worker_id text NOT NULL,
    started_at timestamp with time zone DEFAULT now() NOT NULL,
    beat_at timestamp with time zone DEFAULT now() NOT NULL
);

-- Data for Name: _private_job_queues; Type: TABLE DATA; Schema: graphile_worker; Owner: -

INSERT INTO graphile_worker._private_job_queues OVERRIDING SYSTEM VALUE VALUES
	(2, 'sync:1:3', NULL, NULL, DEFAULT),
	(3, 'sync:1:2', NULL, NULL, DEFAULT),
	(4, 'sync:1:4', NULL, NULL, DEFAULT),
	(5, 'sync:2:1', NULL, NULL, DEFAULT),
	(1, 'sync:1:1', '2026-11-27 07:34:57.930781+00', 'worker-e324827b-9b36-440b-9390-416e51260160', DEFAULT);

-- Data for Name: _private_jobs; Type: TABLE DATA; Schema: graphile_worker; Owner: -

INSERT INTO graphile_worker._private_jobs OVERRIDING SYSTEM VALUE VALUES
	(44, NULL, 8, '{"projectPk":1,"digest":"sha256:27aa74c911cd0751940e4c5b2258d11c39d961e5fe6a344dd98abd93f1fb8e12"}', 10, '2026-11-27 07:34:58.467236+00', 1, 10, '127.0.0.1:33671 answered 503 (UNKNOWN) to the blob sha256:c09468eb7e7f61eead097489f1f5d8df6873096f6e7fafeb24bce1a2fe8da86f of waiting/retried; it asks to come back in 9999 s', '2026-11-27 07:34:55.724279+00', '2026-11-27 07:34:55.748954+00', 'scan:1:sha256:27aa74c911cd0751940e4c5b2258d11c39d961e5fe6a344dd98abd93f1fb8e12', NULL, NULL, 0, NULL, DEFAULT),
	(45, NULL, 8, '{"projectPk":1,"digest":"sha256:cfe00797bc710c3eb66ba274a0cfa7387741f18b4d96a87f71a6102a6e2fb8aa"}', 10, '2026-11-27 07:34:55.787119+00', 0, 10, NULL, '2026-11-27 07:34:55.787119+00', '2026-11-27 07:34:55.787119+00', 'scan:1:sha256:cfe00797bc710c3eb66ba274a0cfa7387741f18b4d96a87f71a6102a6e2fb8aa', NULL, NULL, 0, NULL, DEFAULT),
	(46, NULL, 8, '{"projectPk":1,"digest":"sha256:2eab3add9b144bde61a5f1ad7816267ce52b6ed196a87b26caa39267052ec7e7"}', 10, '2026-11-27 07:34:55.811869+00', 0, 10, NULL, '2026-11-27 07:34:55.811869+00', '2026-11-27 07:34:55.811869+00', 'scan:1:sha256:2eab3add9b144bde61a5f1ad7816267ce52b6ed196a87b26caa39267052ec7e7', NULL, NULL, 0, NULL, DEFAULT),
	(47, NULL, 21, '{"projectPk":1,"taskId":"f9e31313-b716-4b09-9876-9b879f38e174"}', 0, '2026-11-27 07:34:55.819915+00', 0, 10, NULL, '2026-11-27 07:34:55.819915+00', '2026-11-27 07:34:55.819915+00', 'stop:f9e31313-b716-4b09-9876-9b879f38e174', NULL, NULL, 0, NULL, DEFAULT),
	(48, NULL, 8, '{"projectPk":1,"digest":"sha256:b4216c9868a426d416244f560680624c4d5ce9ebabe5aa5f9d53204b05331612"}', 10, '2026-11-27 08:34:55.825+00', 0, 10, NULL, '2026-11-27 07:34:55.822009+00', '2026-11-27 07:34:55.822009+00', 'scan:1:sha256:b4216c9868a426d416244f560680624c4d5ce9ebabe5aa5f9d53204b05331612', NULL, NULL, 0, NULL, DEFAULT),
	(49, NULL, 8, '{"projectPk":1,"digest":"sha256:1e980b5fe237a2f40bbdb02df2a2d0088207c9ebaf1e1081ba4d9943d7f46d04"}', 10, '2026-11-27 09:34:55.825+00', 0, 10, NULL, '2026-11-27 07:34:55.822009+00', '2026-11-27 07:34:55.822009+00', 'scan:1:sha256:1e980b5fe237a2f40bbdb02df2a2d0088207c9ebaf1e1081ba4d9943d7f46d04', NULL, NULL, 0, NULL, DEFAULT),
	(50, NULL, 8, '{"projectPk":1,"digest":"sha256:19b1e96c28f8588614c053e0b43f0dd2402c19ff9b770161386dba7d31a10093"}', 10, '2026-11-27 07:34:55.822009+00', 0, 10, NULL, '2026-11-27 07:34:55.822009+00', '2026-11-27 07:34:55.822009+00', 'scan:1:sha256:19b1e96c28f8588614c053e0b43f0dd2402c19ff9b770161386dba7d31a10093', NULL, NULL, 0, NULL, DEFAULT),
	(51, NULL, 8, '{"projectPk":1,"digest":"sha256:1372ef2e75ec41e3a444f39b4c41534a3f55f11a116e00f81d1e5e506b1529c3"}', 10, '2026-11-27 07:34:55.83083+00', 0, 10, NULL, '2026-11-27 07:34:55.83083+00', '2026-11-27 07:34:55.83083+00', 'scan:1:sha256:1372ef2e75ec41e3a444f39b4c41534a3f55f11a116e00f81d1e5e506b1529c3', NULL, NULL, 0, NULL, DEFAULT),
	(52, NULL, 24, '{"order":"{\"tenant\":{\"projectPk\":1,\"projectId\":\"upgrade-first\"},\"taskId\":\"a8416a59-a530-4a1a-9c13-25a0c97ae364\",\"enterprise\":\"all\",\"rateLimit\":0,\"selection\":{\"kind\":\"filter\",\"filter\":{\"enterprise\":\"all\",\"namespace\":\"waiting\",\"imageName\":\"filled\",\"updateTime\":{\"from\":{\"bigint\":\"0\"}}}}}"}', 0, '2026-11-27 07:34:55.838029+00', 0, 10, NULL, '2026-11-27 07:34:55.838029+00', '2026-11-27 07:34:55.838029+00', 'fill:a8416a59-a530-4a1a-9c13-25a0c97ae364', NULL, NULL, 0, NULL, DEFAULT),
	(53, NULL, 25, '{"projectPk":1,"taskId":"a0afd802-4806-4bf1-9a31-1104a6d97b55","after":0,"pace":{"rateLimit":0,"before":0,"from":1795764895842}}', 0, '2026-11-27 07:34:55.842509+00', 0, 10, NULL, '2026-11-27 07:34:55.842509+00', '2026-11-27 07:34:55.842509+00', 'queue:a0afd802-4806-4bf1-9a31-1104a6d97b55', NULL, NULL, 0, NULL, DEFAULT),
	(54, NULL, 2, '{"sources":["testing/upgrade/advisories"]}', 0, '2026-11-27 07:34:55.84755+00', 0, 10, NULL, '2026-11-27 07:34:55.84755+00', '2026-11-27 07:34:55.84755+00', 'retire-advisories', NULL, NULL, 0, NULL, DEFAULT),
	(56, NULL, 4, '{"keys":[{"ecosystem":"Debian:12","name":"base-files"},{"ecosystem":"Ubuntu:22.04:LTS","name":"bash"}]}', 0, '2026-11-27 07:34:55.851903+00', 0, 10, NULL, '2026-11-27 07:34:55.851903+00', '2026-11-27 07:34:55.851903+00', NULL, NULL, NULL, 0, NULL, DEFAULT),
	(57, NULL, 5, '{"ecosystems":["Ubuntu:22.04:LTS"]}', 0, '2026-11-27 07:34:55.851903+00', 0, 10, NULL, '2026-11-27 07:34:55.851903+00', '2026-11-27 07:34:55.851903+00', NULL, NULL, NULL, 0, NULL, DEFAULT),
	(58, NULL, 3, '{"source":"testing/upgrade/advisories"}', 0, '2026-11-27 07:34:55.906088+00', 0, 10, NULL, '2026-11-27 07:34:55.906088+00', '2026-11-27 07:34:55.906088+00', 'schedule:load-advisories:testing/upgrade/advisories', NULL, NULL, 0, NULL, DEFAULT),
	(59, NULL, 31, '{}', 0, '2026-11-27 07:34:55.910702+00', 0, 10, NULL, '2026-11-27 07:34:55.910702+00', '2026-11-27 07:34:55.910702+00', 'schedule:purge', NULL, NULL, 0, NULL, DEFAULT),
	(60, NULL, 1, '{"projectPk":1,"registryPk":5}', 0, '2026-11-27 07:34:55.913501+00', 0, 10, NULL, '2026-11-27 07:34:55.913501+00', '2026-11-27 07:34:55.913501+00', 'check-registry:1:5', NULL, NULL, 0, NULL, DEFAULT),
	(61, NULL, 33, '{"projectPk":1,"registryPk":3}', 0, '2026-11-27 07:34:55.915574+00', 0, 10, NULL, '2026-11-27 07:34:55.915574+00', '2026-11-27 07:34:55.915574+00', 'delete-registry:1:3', NULL, NULL, 0, NULL, DEFAULT),
	(63, 1, 6, '{"projectPk":1,"taskId":"d2790111-6ff4-42a4-b5c2-72861325b49d","registryPk":1}', 0, '2026-11-27 07:34:55.919113+00', 0, 10, NULL, '2026-11-27 07:34:55.919113+00', '2026-11-27 07:34:55.919113+00', 'sync:1:1:d2790111-6ff4-42a4-b5c2-72861325b49d', NULL, NULL, 0, NULL, DEFAULT),
	(64, 3, 6, '{"projectPk":1,"taskId":"2ade9573-f3cf-4396-9d50-af1c663f453b","registryPk":2}', 0, '2026-11-27 07:34:55.921063+00', 0, 10, NULL, '2026-11-27 07:34:55.921063+00', '2026-11-27 07:34:55.921063+00', 'sync:1:2:2ade9573-f3cf-4396-9d50-af1c663f453b', NULL, NULL, 0, NULL, DEFAULT),
	(62, 1, 6, '{"projectPk":1,"taskId":"f6991cba-e3b8-4fae-ad67-7bc3054b2bb5","registryPk":1}', 0, '2026-11-27 07:34:55.916577+00', 1, 10, NULL, '2026-11-27 07:34:55.916577+00', '2026-11-27 07:34:55.916577+00', 'sync:1:1:f6991cba-e3b8-4fae-ad67-7bc3054b2bb5', '2026-11-27 07:34:57.930781+00', 'worker-e324827b-9b36-440b-9390-416e51260160', 0, NULL, DEFAULT),
	(42, NULL, 8, '{"projectPk":1,"digest":"sha256:6be88bd530d5799d8cecfd79bc41bca3ab8a3258c3f1999811abba63de98cf0d"}', 10, '2026-11-27 07:34:52.724502+00', 1, 10, NULL, '2026-11-27 07:34:52.724502+00', '2026-11-27 07:34:52.724502+00', 'scan:1:sha256:6be88bd530d5799d8cecfd79bc41bca3ab8a3258c3f1999811abba63de98cf0d', '2026-11-27 07:34:55.666872+00', 'worker-e96d8d3a-60bb-4af4-ad72-477eabc11c38', 0, NULL, DEFAULT),
	(38, NULL, 8, '{"projectPk":1,"digest":"sha256:83119a1b5252d313860ab4e2f7a9e3b0792564fe66e29178a77d9abd9c196412"}', 10, '2026-11-27 07:34:52.54312+00', 0, 10, NULL, '2026-11-27 07:34:52.54312+00', '2026-11-27 07:34:52.54312+00', 'scan:1:sha256:83119a1b5252d313860ab4e2f7a9e3b0792564fe66e29178a77d9abd9c196412', NULL, NULL, 0, NULL, DEFAULT),
	(40, NULL, 1, '{"projectPk":1}', 0, '2026-11-27 07:34:55.394464+00', 10, 10, 'the payload of the job names no registry', '2026-11-27 07:34:52.66506+00', '2026-11-27 07:34:52.676182+00', 'check-registry:1:none', NULL, NULL, 0, NULL, DEFAULT),
	(41, NULL, 4, '{"keys":"none"}', 0, '2026-11-27 07:34:55.396294+00', 3, 3, 'the job payload has no usable keys', '2026-11-27 07:34:52.668145+00', '2026-11-27 07:34:52.678012+00', NULL, NULL, NULL, 0, NULL, DEFAULT);

-- Data for Name: _private_known_crontabs; Type: TABLE DATA; Schema: graphile_worker; Owner: -

-- Data for Name: _private_tasks; Type: TABLE DATA; Schema: graphile_worker; Owner: -

INSERT INTO graphile_worker._private_tasks OVERRIDING SYSTEM VALUE VALUES
	(1, 'check-registry'),
	(2, 'retire-advisories'),
	(3, 'load-advisories'),
	(4, 'rematch-packages'),
	(5, 'rejudge-ecosystems'),
	(6, 'sync-registry'),
	(8, 'scan-manifest'),
	(21, 'stop-scans'),
	(24, 'fill-scan-task'),
	(25, 'queue-scans'),
	(31, 'purge'),
	(33, 'delete-registry');

-- Data for Name: migrations; Type: TABLE DATA; Schema: graphile_worker; Owner: -

INSERT INTO graphile_worker.migrations VALUES
	(1, '2026-11-27 07:34:42.731524+00', true),
	(2, '2026-11-27 07:34:42.742916+00', false),
	(3, '2026-11-27 07:34:42.747+00', true),
	(4, '2026-11-27 07:34:42.749322+00', false),
	(5, '2026-11-27 07:34:42.751114+00', false),
	(6, '2026-11-27 07:34:42.755016+00', false),
	(7, '2026-11-27 07:34:42.757994+00', false),
	(8, '2026-11-27 07:34:42.760565+00', false),
	(9, '2026-11-27 07:34:42.766704+00', false),
	(10, '2026-11-27 07:34:42.777457+00', false),
	(11, '2026-11-27 07:34:42.779254+00', true),
	(12, '2026-11-27 07:34:42.804312+00', false),
	(13, '2026-11-27 07:34:42.80615+00', true),
	(14, '2026-11-27 07:34:42.808215+00', true),
	(15, '2026-11-27 07:34:42.809716+00', false),
	(16, '2026-11-27 07:34:42.810983+00', true),
	(17, '2026-11-27 07:34:42.813431+00', false),
	(18, '2026-11-27 07:34:42.815387+00', false),
	(19, '2026-11-27 07:34:42.817393+00', true);

-- Data for Name: access_key; Type: TABLE DATA; Schema: public; Owner: -

INSERT INTO public.access_key VALUES
	('UPGRADEADMIN', 1, 1, '\x0159f52f2cea282190d31d23fd90d173a8347fe9b0d16f655a3d3b637ae18b9fe9c3394f5458f6e325d6a508ab6c224b373c55b07ffae04f2eda1f092ed13fc927771f9664f8b7905b2005ab437a4fe982f162faf92d9660b5df23600b6da62cfc2ac76942070a17c1d160329f568bbf47d0991d8d877dad', true, '2026-11-27 07:34:42.819037+00'),
	('MUCAKZJE350GZ9C95QJB', 1, 2, '\x0159f52f2c60e62adc507d12fd2059ff9c410f73ce49bf741fbd8265cf2ee3a6c0663348197349f99661d3ce30402cc907a0964b48a41acd9ea0dc2b2549e785529ac6a995c211ed04593ceaa7372e844b4ef32c98bc9ee4bb08040a3cec0e54d93f09f752cb6480a87a91c2f9c9efbba94bb0e6f231befeb4f4a5f12607caa4f9fc584175', true, '2026-11-27 07:34:43.067526+00'),
	('XLUM8927ROWHO71HEI8E', 1, 3, '\x0159f52f2c515f3bddf3259113cf822b74b46d898067beaa4855e75605fbf1bb36592ce0a35f8780416d5561da471d91d675d97dd2043dd71fcb587f467896b0166a8be4e8fde1e6e8c3bcfc29bdd1fd6fde6348fed0aa147b6d5e4668b7d18fcf405310c4f3ae880642b44e59a916676323cd4b4f5660ec6419d21532f6886bcfe50483fd', true, '2026-11-27 07:34:43.067526+00'),
	('VLLKFRE5T92OMW1X83LJ', 2, 5, '\x0159f52f2c695635a07e7270921f4d1b33df8c7daf69c17dec0bffa8f0d6d15a4f2e0d9a1e4c23f32ae0491507614cde69e4c8ac00e34ff03b35e543330a8de7c068583e0022da6cd7447c7c87a5c139e1a85952afbc9d88937e1d1725845ad9fd90da19821fc489d10f887d7a042cb218bdf5ea25117f87004831f74d86f1e5818e956c23', true, '2026-11-27 07:34:43.067526+00'),
	('EE95MK178OZSXUK1VBC2', 1, 4, '\x0159f52f2cd96683e4b5ae176714ae7404199fc34730ff20782100713273182f98cf22e89f1a37adbd34adf631976702c9043ed5b27b928f6b2192df7f8dbd35000f05fd252cf9130124a26b5d81f3b2be3320dfd39452a46e32440048fa1b383ff4cd56945648847f7054ec6949a8dacb44f374e133344d3229ad2c9a594b8850c161659d', false, '2026-11-27 07:34:43.067526+00');

-- Data for Name: advisory; Type: TABLE DATA; Schema: public; Owner: -

INSERT INTO public.advisory OVERRIDING SYSTEM VALUE VALUES
	(1, 'testing/upgrade/advisories', 'UPGRADE-bash-CVE-2022-3715', 'CVE-2022-3715', '{CVE-2022-3715}', 'bash before 0:5.1.8-7.el9', '', 5.3, 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:L/A:N', 'medium', '', '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', '\xac3d2ed29bd0c64a1811d8f0e7d28238c0688a3107097ab4e71a77d55748e4d2'),
	(2, 'testing/upgrade/advisories', 'UPGRADE-curl-alpine-CVE-2023-38545', 'CVE-2023-38545', '{CVE-2023-38545}', 'curl before 8.4.0-r0', '', 9.8, 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 'high', '', '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', '\x572a8985bd157046cbd1154bec2fe2f367b713d45940d42da1e4a77f02bdd628'),
	(3, 'testing/upgrade/advisories', 'UPGRADE-curl-CVE-2023-38545', 'CVE-2023-38545', '{CVE-2023-38545}', 'curl before 7.88.1-11', '', 9.8, 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 'high', '', '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', '\xe28c4a3fe4986425e2e02121191873a8dfd5e1e39bb31fc6ece62df78c07b465'),
	(4, 'testing/upgrade/advisories', 'UPGRADE-django-CVE-2021-35042', 'CVE-2021-35042', '{CVE-2021-35042}', 'django before 3.2.4', '', 9.8, 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 'high', '', '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', '\x1d5a15595f82e7c33d33dcc5f41e256d1684bffbe51134478c7aea443ef8ff54'),
	(5, 'testing/upgrade/advisories', 'UPGRADE-lodash-CVE-2021-23337', 'CVE-2021-23337', '{CVE-2021-23337}', 'lodash before 4.17.21', '', 1.6, 'CVSS:3.1/AV:P/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N', 'low', '', '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', '\x39e1b317234b35d219b81cdbd1c122b831cb1b87f98c3f6343731da05978579a'),
	(6, 'testing/upgrade/advisories', 'UPGRADE-minimist-CVE-2021-44906', 'CVE-2021-44906', '{CVE-2021-44906}', 'minimist before 1.2.6', '', 9.8, 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 'high', '', '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', '\x9e2dbdb98348e2f817d24bf963a93168cfd3e4618e6cfc21096d5bc90ce18b75'),
	(7, 'testing/upgrade/advisories', 'UPGRADE-openssl-CVE-2023-2975', 'CVE-2023-2975', '{CVE-2023-2975}', 'openssl before 3.0.10-1', '', 5.3, 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:L/A:N', 'medium', '', '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', '\xf047b5c330cbf421448a630c93782685a0ba62f8b258673f57865c87ed87c278'),
	(8, 'testing/upgrade/advisories', 'UPGRADE-text-CVE-2022-32149', 'CVE-2022-32149', '{CVE-2022-32149}', 'golang.org/x/text before 0.3.8', '', 9.8, 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 'high', '', '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', '\x2d600ab1c38835004e5029e929a9f7e8e756b3b5ab7840a59368c0abf1d20655'),
	(9, 'testing/upgrade/advisories', 'UPGRADE-base-files-CVE-2024-0001', 'CVE-2024-0001', '{CVE-2024-0001}', 'base-files before 12.5', '', 1.6, 'CVSS:3.1/AV:P/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N', 'low', '', '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', '\xc7ec055ec991b6395c2ead9354c0091d2dca9aa05da8b1ced101314213532b32'),
	(10, 'testing/upgrade/advisories', 'UPGRADE-ubuntu-CVE-2022-3715', 'CVE-2022-3715', '{CVE-2022-3715}', 'bash before 5.1-6ubuntu1', '', 5.3, 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:L/A:N', 'medium', '', '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', '\xfb2f3b7bff36861f6797525b7b661d8af860f19caea22349157bbf090d42c21f');

-- Data for Name: advisory_affected; Type: TABLE DATA; Schema: public; Owner: -

INSERT INTO public.advisory_affected VALUES
	(1, 1, 'Rocky Linux:9', 'bash', '[{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "0:5.1.8-7.el9"}]}]', '{}'),
	(3, 1, 'Debian:12', 'curl', '[{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "7.88.1-11"}]}]', '{}'),
	(2, 1, 'Alpine:v3.18', 'curl', '[{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "8.4.0-r0"}]}]', '{}'),
	(4, 1, 'PyPI', 'django', '[{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "3.2.4"}]}]', '{}'),
	(5, 1, 'npm', 'lodash', '[{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "4.17.21"}]}]', '{}'),
	(6, 1, 'npm', 'minimist', '[{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "1.2.6"}]}]', '{}'),
	(7, 1, 'Debian:12', 'openssl', '[{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "3.0.10-1"}]}]', '{}'),
	(8, 1, 'Go', 'golang.org/x/text', '[{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "0.3.8"}]}]', '{}'),
	(9, 1, 'Debian:12', 'base-files', '[{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "12.5"}]}]', '{}'),
	(10, 1, 'Ubuntu:22.04:LTS', 'bash', '[{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "5.1-6ubuntu1"}]}]', '{}');

-- Data for Name: advisory_ecosystem; Type: TABLE DATA; Schema: public; Owner: -

INSERT INTO public.advisory_ecosystem VALUES
	('testing/upgrade/advisories', 'Alpine:v3.18'),
	('testing/upgrade/advisories', 'Debian:12'),
	('testing/upgrade/advisories', 'Go'),
	('testing/upgrade/advisories', 'PyPI'),
	('testing/upgrade/advisories', 'Rocky Linux:9'),
	('testing/upgrade/advisories', 'npm'),
	('testing/upgrade/advisories', 'Ubuntu:22.04:LTS');

-- Data for Name: advisory_source; Type: TABLE DATA; Schema: public; Owner: -

INSERT INTO public.advisory_source VALUES
	('testing/upgrade/advisories', 'folder:9886b5f3f84e32c1b43c1108e98af16a4be382e9ba7ce6ab5a2c9d5a7d5894f6', 'ok', NULL, 10, 0, '[]', '2026-11-27 07:34:55.866+00', '2026-11-27 07:34:55.866+00');

-- Data for Name: auth_token; Type: TABLE DATA; Schema: public; Owner: -

INSERT INTO public.auth_token VALUES
	('\x8f76032cd5416086cc5187bf6e4dbbeb66d77455f92e8356af345201f3aa8a4f', 1, 1, '2026-11-27 07:34:43.316+00', '2026-11-28 07:34:43.316+00');

-- Data for Name: enterprise_project; Type: TABLE DATA; Schema: public; Owner: -

INSERT INTO public.enterprise_project VALUES
	(1, 0, '0', 'default'),
	(1, 1, 'shop', 'Shop'),
	(2, 0, '0', 'default');

-- Data for Name: image; Type: TABLE DATA; Schema: public; Owner: -

INSERT INTO public.image VALUES
	(1, 4294967300, 1, 0, '2026-04-01 00:00:00+00', '2026-11-27 07:34:52.287+00', '2026-11-27 07:34:43.791+00', 789, 0, 0, 0, true, false, true, true, 'oversized', NULL, 'image_over_sized', NULL, NULL, 'broken', 'large', '1', 'sha256:d82910a5236e7374cbbe1e7559a77173d292896e12de5f8935272777818cee74', 'config', '103bb85e-1791-d831-4215-b2a490e0d979'),
	(1, 4294967298, 1, 0, '2026-11-27 07:34:43.791+00', NULL, '2026-11-27 07:34:43.791+00', 9, 0, 0, 0, false, false, false, false, 'unscanned', NULL, NULL, NULL, NULL, 'charts', 'web', '1.0', 'sha256:6c3b7654fe6d814f4cdf59a33b0dd7fe1ef05e9bd2c3da467d67614de35f9877', 'first_seen', '6e6e81f1-d961-e95e-ceda-832104b661a3'),
	(1, 4294967301, 1, 0, '2026-04-01 00:00:00+00', '2026-11-27 07:34:52.34+00', '2026-11-27 07:34:43.791+00', 791, 0, 0, 0, true, false, true, true, 'download_failed', NULL, 'download_failed', NULL, NULL, 'broken', 'corrupt', '1', 'sha256:04b88c12ffae92ff6fcc096ef60447a4d91e2bb525148e72cc0e06dd5e36ca7d', 'config', '480f303d-b101-56a3-f510-8aa1b103e8b8'),
	(1, 4294967311, 1, 0, '2026-04-01 00:00:00+00', NULL, '2026-11-27 07:34:52.495+00', 789, 0, 0, 0, true, false, true, true, 'unscanned', NULL, NULL, NULL, NULL, 'moving', 'app', 'stable', 'sha256:5d93aa9fbce69af938a291867cc1440c7dcb7ae67ca8e54cd7ecc2f220b47777', 'config', 'fc44f3ae-c27c-608b-f340-3b5f168ea0ee'),
	(1, 4294967305, 1, 0, '2026-01-02 00:00:00+00', '2026-11-27 07:34:51.701+00', '2026-11-27 07:34:43.791+00', 552, 2, 0, 0, true, false, true, true, 'succeeded', 'high', NULL, NULL, NULL, 'shop', 'base', '12', 'sha256:1a206b26cfc7de70d336a7b7001748aed74b92eb980b25d6ed0e885c2620fafb', 'config', 'f0099b1e-29ff-cb37-3ca0-612458c3b9d9'),
	(1, 4294967310, 1, 0, '2026-02-13 00:00:00+00', '2026-11-27 07:34:51.738+00', '2026-11-27 07:34:43.791+00', 489, 0, 0, 0, true, false, true, true, 'succeeded', NULL, NULL, NULL, NULL, 'systems', 'ubuntu', '22.04', 'sha256:1a45faa4238e73ce69ba8588d6803f2ed750b717d0b037000500f26035fa867a', 'config', 'b2b4384b-33a8-7ecd-0595-deeb19273261'),
	(1, 4294967304, 1, 0, '2026-04-01 00:00:00+00', '2026-11-27 07:34:52.274+00', '2026-11-27 07:34:43.791+00', 1070, 3, 0, 0, true, false, true, true, 'oversized', 'high', 'image_over_sized', NULL, NULL, 'broken', 'later', '1', 'sha256:1f5c9adfd16c52c1fd03d2f3eb4337b654d098f14805ed531f486d6e5ab8ca9e', 'config', '03ecf9f9-d0cc-339a-ba2b-7f0d8165c77e'),
	(1, 4294967307, 1, 0, '2026-01-05 00:00:00+00', '2026-11-27 07:34:51.811+00', '2026-11-27 07:34:43.791+00', 925, 4, 0, 0, false, false, true, true, 'succeeded', 'high', NULL, NULL, NULL, 'shop', 'web', '1.0', 'sha256:47e128c9f590e32f4f412690a5b904813d54cb75eef04e212c6d221483c4f5f9', 'config', '7ea5df5a-5191-c8b2-7a4f-d422a80fd046'),
	(1, 4294967303, 1, 0, '2026-02-12 00:00:00+00', '2026-11-27 07:34:51.879+00', '2026-11-27 07:34:43.791+00', 768, 1, 0, 0, true, false, true, true, 'succeeded', 'medium', NULL, NULL, NULL, 'systems', 'rocky', '9', 'sha256:6133f9416880d4d30011ed81e25a8562cfd3c5be0267beb2444fb491eb33bf73', 'config', '9d515b16-be02-507c-6c70-696d94daeb90'),
	(1, 4294967297, 1, 0, '2026-11-27 07:34:43.771+00', '2026-11-27 07:34:51.976+00', '2026-11-27 07:34:43.771+00', 0, 0, 0, 0, true, false, true, true, 'failed', NULL, 'schema_v1_not_support', NULL, NULL, 'legacy', 'app', '0.9', 'sha256:a0248825da4c9ed7fd89a83201743155bdbd9a9c98a4de67a38bbb4f540cdd51', 'first_seen', '1be16c3c-aa08-f4fd-2171-8be2c2268b6e'),
	(1, 4294967299, 1, 0, '2026-04-01 00:00:00+00', '2026-11-27 07:34:52.044+00', '2026-11-27 07:34:43.791+00', 790, 2, 0, 0, true, false, true, true, 'succeeded', 'high', NULL, NULL, NULL, 'absent', 'app', '1', 'sha256:a62d2dc8621007652b70a63031cc439daafdbe7b9ff8af674aace4f4bd0e1f76', 'config', '94c0be84-9a64-ee58-a31b-002de86090f4'),
	(1, 4294967302, 1, 0, '2026-02-10 00:00:00+00', '2026-11-27 07:34:51.676+00', '2026-11-27 07:34:43.791+00', 860, 3, 0, 0, true, false, true, true, 'queued', 'high', NULL, NULL, NULL, 'shop', 'api', '2.0', 'sha256:1372ef2e75ec41e3a444f39b4c41534a3f55f11a116e00f81d1e5e506b1529c3', 'config', 'bd4a095e-58b8-cf52-73c9-d785f1570cd8'),
	(1, 4294967306, 1, 0, '2026-02-11 00:00:00+00', '2026-11-27 07:34:55.659+00', '2026-11-27 07:34:43.791+00', 693, 1, 0, 0, true, false, true, true, 'succeeded', 'high', NULL, NULL, NULL, 'shop', 'tool', '1', 'sha256:a6d2d90151db52dce1fb5eed2a569e5a9cd727a7430fde70651ec189292f7632', 'config', '0f6bece8-d68d-fb1e-8ae6-0675b8bd5394'),
	(1, 4294967308, 1, 0, '2026-03-02 00:00:00+00', '2026-11-27 07:34:52.133+00', '2026-11-27 07:34:43.791+00', 959, 0, 0, 0, true, false, true, true, 'succeeded', 'none', NULL, NULL, NULL, 'shop', 'web', '1.1', 'sha256:cfe00797bc710c3eb66ba274a0cfa7387741f18b4d96a87f71a6102a6e2fb8aa', 'config', 'f8905625-def0-377c-f9c3-193f52b7e9c5'),
	(1, 4294967309, 1, 0, '2026-03-02 00:00:00+00', '2026-11-27 07:34:52.133+00', '2026-11-27 07:34:43.791+00', 959, 0, 0, 0, false, false, true, true, 'succeeded', 'none', NULL, NULL, NULL, 'shop', 'web', 'latest', 'sha256:cfe00797bc710c3eb66ba274a0cfa7387741f18b4d96a87f71a6102a6e2fb8aa', 'config', '6b7465b3-e323-5e0e-dd5d-2725f1d61d4b'),
	(1, 4294967314, 1, 0, '2026-04-01 00:00:00+00', '2026-11-27 07:34:51.999+00', '2026-11-27 07:34:43.791+00', 788, 0, 0, 0, true, false, true, true, 'failed', NULL, 'get_detail_info_not_found', NULL, NULL, 'broken', 'lost', '1', 'sha256:a13ffab3d331811849f0dacec176a6a9ba1659d33b51ea4be492865643ad152c', 'config', '2d602760-d4ff-e7be-181f-e115c1ae13b6'),
	(1, 4294967320, 2, 1, '2026-01-02 00:00:00+00', '2026-11-27 07:34:51.701+00', '2026-11-27 07:34:43.979+00', 552, 2, 0, 0, true, false, true, true, 'succeeded', 'high', NULL, NULL, NULL, 'shop', 'base', '12', 'sha256:1a206b26cfc7de70d336a7b7001748aed74b92eb980b25d6ed0e885c2620fafb', 'config', '6f421356-e38a-2093-90eb-c81948c6b5f3'),
	(1, 4294967312, 1, 0, '2026-02-14 00:00:00+00', '2026-11-27 07:34:51.91+00', '2026-11-27 07:34:43.791+00', 455, 0, 0, 0, true, false, true, true, 'succeeded', NULL, NULL, NULL, NULL, 'systems', 'arch', '1', 'sha256:637bea538f4d9a53371a221d2335f2bbc87c73d20f86f1a583ae57a7cb6d0c04', 'config', 'd42af502-1cb5-e3cf-c7db-eafc085d9f1d'),
	(1, 4294967319, 3, 0, '2026-03-02 00:00:00+00', '2026-11-27 07:34:52.133+00', '2026-11-27 07:34:43.896+00', 959, 0, 0, 0, true, false, true, true, 'succeeded', 'none', NULL, NULL, NULL, 'old', 'app', '2', 'sha256:cfe00797bc710c3eb66ba274a0cfa7387741f18b4d96a87f71a6102a6e2fb8aa', 'config', 'a72b5cc0-9f94-280d-0ccc-f3bea154eca3'),
	(1, 4294967318, 3, 0, '2026-01-05 00:00:00+00', '2026-11-27 07:34:51.811+00', '2026-11-27 07:34:43.896+00', 925, 4, 0, 0, false, false, true, true, 'succeeded', 'high', NULL, NULL, NULL, 'old', 'app', '1', 'sha256:47e128c9f590e32f4f412690a5b904813d54cb75eef04e212c6d221483c4f5f9', 'config', 'd3b973a6-0bc6-ba34-d712-bb89f20d6f2c'),
	(1, 4294967321, 2, 1, '2026-01-05 00:00:00+00', '2026-11-27 07:34:51.811+00', '2026-11-27 07:34:43.986+00', 925, 4, 0, 0, false, false, true, true, 'succeeded', 'high', NULL, NULL, NULL, 'shop', 'web', '1.0', 'sha256:47e128c9f590e32f4f412690a5b904813d54cb75eef04e212c6d221483c4f5f9', 'config', '52657094-240e-ad1a-d122-7a9da18e38c1'),
	(1, 4294967322, 2, 1, '2026-03-02 00:00:00+00', '2026-11-27 07:34:52.133+00', '2026-11-27 07:34:43.986+00', 959, 0, 0, 0, true, false, true, true, 'succeeded', 'none', NULL, NULL, NULL, 'shop', 'web', '1.1', 'sha256:cfe00797bc710c3eb66ba274a0cfa7387741f18b4d96a87f71a6102a6e2fb8aa', 'config', 'ed273f52-c52a-59e6-e36c-095c6934a170'),
	(1, 4294967315, 1, 0, '2026-02-20 00:00:00+00', '2026-11-27 07:34:51.845+00', '2026-11-27 07:34:43.821+00', 6694, 1, 0, 0, true, true, true, true, 'succeeded', 'high', NULL, NULL, NULL, 'tools', 'multi', '1', 'sha256:17a24926bd0702a02720de3692df120d0932cf2fa21a55374dda733938d96190', 'config', 'c809bab7-8881-d19d-1215-f717d4c5c307'),
	(1, 4294967313, 1, 0, '2026-02-15 00:00:00+00', '2026-11-27 07:34:51.963+00', '2026-11-27 07:34:43.791+00', 768, 0, 0, 0, true, false, true, true, 'failed', NULL, 'failed_to_scan_file', NULL, NULL, 'broken', 'torn', '1', 'sha256:9a491f29cea2aae2475410139791c8e621b226001ebfe693c4170b18cffcfa87', 'config', '9aeaf2a6-87a2-34bc-2e81-b3c6d7ebdf53'),
	(2, 8589934594, 1, 0, '2026-03-02 00:00:00+00', '2026-11-27 07:34:52.166+00', '2026-11-27 07:34:51.551+00', 959, 0, 0, 0, true, false, true, true, 'succeeded', 'none', NULL, NULL, NULL, 'shop', 'web', '1.1', 'sha256:cfe00797bc710c3eb66ba274a0cfa7387741f18b4d96a87f71a6102a6e2fb8aa', 'config', 'f8905625-def0-377c-f9c3-193f52b7e9c5'),
	(2, 8589934593, 1, 0, '2026-01-05 00:00:00+00', '2026-11-27 07:34:52.19+00', '2026-11-27 07:34:51.551+00', 925, 4, 0, 0, false, false, true, true, 'succeeded', 'high', NULL, NULL, NULL, 'shop', 'web', '1.0', 'sha256:47e128c9f590e32f4f412690a5b904813d54cb75eef04e212c6d221483c4f5f9', 'config', '7ea5df5a-5191-c8b2-7a4f-d422a80fd046'),
	(2, 8589934595, 1, 0, '2026-01-02 00:00:00+00', '2026-11-27 07:34:52.21+00', '2026-11-27 07:34:51.563+00', 552, 2, 0, 0, true, false, true, true, 'succeeded', 'high', NULL, NULL, NULL, 'shop', 'base', '12', 'sha256:1a206b26cfc7de70d336a7b7001748aed74b92eb980b25d6ed0e885c2620fafb', 'config', 'f0099b1e-29ff-cb37-3ca0-612458c3b9d9'),
	(1, 4294967323, 1, 0, '2026-04-01 00:00:00+00', NULL, '2026-11-27 07:34:52.48+00', 790, 0, 0, 0, true, false, true, true, 'unscanned', NULL, NULL, NULL, NULL, 'waiting', 'filled', '1', 'sha256:8a6813c127a0d03550686f7a4b49c2845646e7cdc4232953ec057fbc07d433ee', 'config', '2d965e01-398c-6888-b32b-0b33e55949a4'),
	(1, 4294967327, 1, 0, '2026-04-01 00:00:00+00', NULL, '2026-11-27 07:34:52.495+00', 790, 0, 0, 0, true, false, true, true, 'unscanned', NULL, NULL, NULL, NULL, 'waiting', 'queued', '1', 'sha256:638340ac31f3a593a2c969b7aebe3580a52651590749d40a9eab50e9fd4d6bc3', 'config', '49d58a68-b340-6449-e916-1fa933c65445'),
	(1, 4294967329, 1, 0, '2026-04-01 00:00:00+00', NULL, '2026-11-27 07:34:52.495+00', 790, 0, 0, 0, true, false, true, true, 'scanning', NULL, NULL, NULL, NULL, 'waiting', 'scanning', '1', 'sha256:6be88bd530d5799d8cecfd79bc41bca3ab8a3258c3f1999811abba63de98cf0d', 'config', '21464e3c-dab9-ef62-7e40-ed1b89c1b286'),
	(1, 4294967326, 1, 0, '2026-04-01 00:00:00+00', NULL, '2026-11-27 07:34:52.495+00', 791, 0, 0, 0, true, false, true, true, 'scanning', NULL, NULL, NULL, NULL, 'waiting', 'retried', '1', 'sha256:27aa74c911cd0751940e4c5b2258d11c39d961e5fe6a344dd98abd93f1fb8e12', 'config', '2b3cf488-423c-df6e-ad0c-b78b28a07f70'),
	(1, 4294967331, 1, 0, '2026-04-01 00:00:00+00', NULL, '2026-11-27 07:34:52.495+00', 789, 0, 0, 0, true, false, true, true, 'queued', NULL, NULL, NULL, NULL, 'waiting', 'taken', '1', 'sha256:2eab3add9b144bde61a5f1ad7816267ce52b6ed196a87b26caa39267052ec7e7', 'config', '2b865c0a-9fa8-ec00-6d95-3d1f52a4de3e'),
	(1, 4294967325, 1, 0, '2026-04-01 00:00:00+00', NULL, '2026-11-27 07:34:52.495+00', 789, 0, 0, 0, true, false, true, true, 'queued', NULL, NULL, NULL, NULL, 'waiting', 'first', '1', 'sha256:19b1e96c28f8588614c053e0b43f0dd2402c19ff9b770161386dba7d31a10093', 'config', '13d0721b-5cc7-c51b-fab8-84bd8e64a212'),
	(1, 4294967328, 1, 0, '2026-04-01 00:00:00+00', NULL, '2026-11-27 07:34:52.495+00', 790, 0, 0, 0, true, false, true, true, 'queued', NULL, NULL, NULL, NULL, 'waiting', 'second', '1', 'sha256:b4216c9868a426d416244f560680624c4d5ce9ebabe5aa5f9d53204b05331612', 'config', 'efd4d6ae-6de3-8238-7953-0de994e42574'),
	(1, 4294967330, 1, 0, '2026-04-01 00:00:00+00', NULL, '2026-11-27 07:34:52.495+00', 789, 0, 0, 0, true, false, true, true, 'queued', NULL, NULL, NULL, NULL, 'waiting', 'third', '1', 'sha256:1e980b5fe237a2f40bbdb02df2a2d0088207c9ebaf1e1081ba4d9943d7f46d04', 'config', '828b254e-8e45-002d-47a2-ce0c240d45b9');

-- Data for Name: image_change; Type: TABLE DATA; Schema: public; Owner: -

INSERT INTO public.image_change VALUES
	(1, 1, '2026-11-27 07:34:43.755902+00', '{4294967297}', '{f}', '{"2026-11-27 07:34:43.771+00"}', '{NULL}', '{"2026-11-27 07:34:43.771+00"}', '{0}', '{0}', '{0}', '{0}', '{13}', '{unscanned}', '{NULL}', '[{"id": 4294967297, "eps_pk": 0, "namespace": "legacy", "image_name": "app", "registry_pk": 1, "image_version": "0.9"}]'),
	(1, 2, '2026-11-27 07:34:43.784697+00', '{4294967298,4294967299,4294967300,4294967301,4294967302,4294967303,4294967304,4294967305,4294967306,4294967307,4294967308,4294967309,4294967310,4294967311,4294967312,4294967313,4294967314}', '{f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f}', '{"2026-11-27 07:34:43.791+00","2026-04-01 00:00:00+00","2026-04-01 00:00:00+00","2026-04-01 00:00:00+00","2026-02-10 00:00:00+00","2026-02-12 00:00:00+00","2026-04-01 00:00:00+00","2026-01-02 00:00:00+00","2026-02-11 00:00:00+00","2026-01-05 00:00:00+00","2026-03-02 00:00:00+00","2026-03-02 00:00:00+00","2026-02-13 00:00:00+00","2026-04-01 00:00:00+00","2026-02-14 00:00:00+00","2026-02-15 00:00:00+00","2026-04-01 00:00:00+00"}', '{NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL}', '{"2026-11-27 07:34:43.791+00","2026-11-27 07:34:43.791+00","2026-11-27 07:34:43.791+00","2026-11-27 07:34:43.791+00","2026-11-27 07:34:43.791+00","2026-11-27 07:34:43.791+00","2026-11-27 07:34:43.791+00","2026-11-27 07:34:43.791+00","2026-11-27 07:34:43.791+00","2026-11-27 07:34:43.791+00","2026-11-27 07:34:43.791+00","2026-11-27 07:34:43.791+00","2026-11-27 07:34:43.791+00","2026-11-27 07:34:43.791+00","2026-11-27 07:34:43.791+00","2026-11-27 07:34:43.791+00","2026-11-27 07:34:43.791+00"}', '{9,790,789,791,860,768,1070,552,693,925,959,959,489,790,455,768,788}', '{0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0}', '{0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0}', '{0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0}', '{0,13,13,13,13,13,13,13,13,12,13,12,13,13,13,13,13}', '{unscanned,unscanned,unscanned,unscanned,unscanned,unscanned,unscanned,unscanned,unscanned,unscanned,unscanned,unscanned,unscanned,unscanned,unscanned,unscanned,unscanned}', '{NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL}', '[{"id": 4294967298, "eps_pk": 0, "namespace": "charts", "image_name": "web", "registry_pk": 1, "image_version": "1.0"}, {"id": 4294967299, "eps_pk": 0, "namespace": "absent", "image_name": "app", "registry_pk": 1, "image_version": "1"}, {"id": 4294967300, "eps_pk": 0, "namespace": "broken", "image_name": "large", "registry_pk": 1, "image_version": "1"}, {"id": 4294967301, "eps_pk": 0, "namespace": "broken", "image_name": "corrupt", "registry_pk": 1, "image_version": "1"}, {"id": 4294967302, "eps_pk": 0, "namespace": "shop", "image_name": "api", "registry_pk": 1, "image_version": "2.0"}, {"id": 4294967303, "eps_pk": 0, "namespace": "systems", "image_name": "rocky", "registry_pk": 1, "image_version": "9"}, {"id": 4294967304, "eps_pk": 0, "namespace": "broken", "image_name": "later", "registry_pk": 1, "image_version": "1"}, {"id": 4294967305, "eps_pk": 0, "namespace": "shop", "image_name": "base", "registry_pk": 1, "image_version": "12"}, {"id": 4294967306, "eps_pk": 0, "namespace": "shop", "image_name": "tool", "registry_pk": 1, "image_version": "1"}, {"id": 4294967307, "eps_pk": 0, "namespace": "shop", "image_name": "web", "registry_pk": 1, "image_version": "1.0"}, {"id": 4294967308, "eps_pk": 0, "namespace": "shop", "image_name": "web", "registry_pk": 1, "image_version": "1.1"}, {"id": 4294967309, "eps_pk": 0, "namespace": "shop", "image_name": "web", "registry_pk": 1, "image_version": "latest"}, {"id": 4294967310, "eps_pk": 0, "namespace": "systems", "image_name": "ubuntu", "registry_pk": 1, "image_version": "22.04"}, {"id": 4294967311, "eps_pk": 0, "namespace": "moving", "image_name": "app", "registry_pk": 1, "image_version": "stable"}, {"id": 4294967312, "eps_pk": 0, "namespace": "systems", "image_name": "arch", "registry_pk": 1, "image_version": "1"}, {"id": 4294967313, "eps_pk": 0, "namespace": "broken", "image_name": "torn", "registry_pk": 1, "image_version": "1"}, {"id": 4294967314, "eps_pk": 0, "namespace": "broken", "image_name": "lost", "registry_pk": 1, "image_version": "1"}]'),
	(1, 3, '2026-11-27 07:34:43.817422+00', '{4294967315}', '{f}', '{"2026-02-20 00:00:00+00"}', '{NULL}', '{"2026-11-27 07:34:43.821+00"}', '{6694}', '{0}', '{0}', '{0}', '{15}', '{unscanned}', '{NULL}', '[{"id": 4294967315, "eps_pk": 0, "namespace": "tools", "image_name": "multi", "registry_pk": 1, "image_version": "1"}]'),
	(1, 4, '2026-11-27 07:34:43.893684+00', '{4294967318,4294967319}', '{f,f}', '{"2026-01-05 00:00:00+00","2026-03-02 00:00:00+00"}', '{NULL,NULL}', '{"2026-11-27 07:34:43.896+00","2026-11-27 07:34:43.896+00"}', '{925,959}', '{0,0}', '{0,0}', '{0,0}', '{12,13}', '{unscanned,unscanned}', '{NULL,NULL}', '[{"id": 4294967318, "eps_pk": 0, "namespace": "old", "image_name": "app", "registry_pk": 3, "image_version": "1"}, {"id": 4294967319, "eps_pk": 0, "namespace": "old", "image_name": "app", "registry_pk": 3, "image_version": "2"}]'),
	(1, 5, '2026-11-27 07:34:43.975258+00', '{4294967320}', '{f}', '{"2026-01-02 00:00:00+00"}', '{NULL}', '{"2026-11-27 07:34:43.979+00"}', '{552}', '{0}', '{0}', '{0}', '{13}', '{unscanned}', '{NULL}', '[{"id": 4294967320, "eps_pk": 1, "namespace": "shop", "image_name": "base", "registry_pk": 2, "image_version": "12"}]'),
	(1, 6, '2026-11-27 07:34:43.984339+00', '{4294967321,4294967322}', '{f,f}', '{"2026-01-05 00:00:00+00","2026-03-02 00:00:00+00"}', '{NULL,NULL}', '{"2026-11-27 07:34:43.986+00","2026-11-27 07:34:43.986+00"}', '{925,959}', '{0,0}', '{0,0}', '{0,0}', '{12,13}', '{unscanned,unscanned}', '{NULL,NULL}', '[{"id": 4294967321, "eps_pk": 1, "namespace": "shop", "image_name": "web", "registry_pk": 2, "image_version": "1.0"}, {"id": 4294967322, "eps_pk": 1, "namespace": "shop", "image_name": "web", "registry_pk": 2, "image_version": "1.1"}]'),
	(2, 1, '2026-11-27 07:34:51.546614+00', '{8589934593,8589934594}', '{f,f}', '{"2026-01-05 00:00:00+00","2026-03-02 00:00:00+00"}', '{NULL,NULL}', '{"2026-11-27 07:34:51.551+00","2026-11-27 07:34:51.551+00"}', '{925,959}', '{0,0}', '{0,0}', '{0,0}', '{12,13}', '{unscanned,unscanned}', '{NULL,NULL}', '[{"id": 8589934593, "eps_pk": 0, "namespace": "shop", "image_name": "web", "registry_pk": 1, "image_version": "1.0"}, {"id": 8589934594, "eps_pk": 0, "namespace": "shop", "image_name": "web", "registry_pk": 1, "image_version": "1.1"}]'),
	(2, 2, '2026-11-27 07:34:51.560837+00', '{8589934595}', '{f}', '{"2026-01-02 00:00:00+00"}', '{NULL}', '{"2026-11-27 07:34:51.563+00"}', '{552}', '{0}', '{0}', '{0}', '{13}', '{unscanned}', '{NULL}', '[{"id": 8589934595, "eps_pk": 0, "namespace": "shop", "image_name": "base", "registry_pk": 1, "image_version": "12"}]'),
	(1, 7, '2026-11-27 07:34:51.595781+00', '{4294967297,4294967299,4294967302,4294967303,4294967304,4294967305,4294967306,4294967307,4294967308,4294967309,4294967310,4294967311,4294967312,4294967313,4294967314,4294967315,4294967318,4294967319,4294967320,4294967321,4294967322}', '{f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f,f}', '{"2026-11-27 07:34:43.771+00","2026-04-01 00:00:00+00","2026-02-10 00:00:00+00","2026-02-12 00:00:00+00","2026-04-01 00:00:00+00","2026-01-02 00:00:00+00","2026-02-11 00:00:00+00","2026-01-05 00:00:00+00","2026-03-02 00:00:00+00","2026-03-02 00:00:00+00","2026-02-13 00:00:00+00","2026-04-01 00:00:00+00","2026-02-14 00:00:00+00","2026-02-15 00:00:00+00","2026-04-01 00:00:00+00","2026-02-20 00:00:00+00","2026-01-05 00:00:00+00","2026-03-02 00:00:00+00","2026-01-02 00:00:00+00","2026-01-05 00:00:00+00","2026-03-02 00:00:00+00"}', '{NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL}', '{"2026-11-27 07:34:43.771+00","2026-11-27 07:34:43.791+00","2026-11-27 07:34:43.791+00","2026-11-27 07:34:43.791+00","2026-11-27 07:34:43.791+00","2026-11-27 07:34:43.791+00","2026-11-27 07:34:43.791+00","2026-11-27 07:34:43.791+00","2026-11-27 07:34:43.791+00","2026-11-27 07:34:43.791+00","2026-11-27 07:34:43.791+00","2026-11-27 07:34:43.791+00","2026-11-27 07:34:43.791+00","2026-11-27 07:34:43.791+00","2026-11-27 07:34:43.791+00","2026-11-27 07:34:43.821+00","2026-11-27 07:34:43.896+00","2026-11-27 07:34:43.896+00","2026-11-27 07:34:43.979+00","2026-11-27 07:34:43.986+00","2026-11-27 07:34:43.986+00"}', '{0,790,860,768,1070,552,693,925,959,959,489,790,455,768,788,6694,925,959,552,925,959}', '{0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0}', '{0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0}', '{0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0}', '{13,13,13,13,13,13,13,12,13,12,13,13,13,13,13,15,12,13,13,12,13}', '{queued,queued,queued,queued,queued,queued,queued,queued,queued,queued,queued,queued,queued,queued,queued,queued,queued,queued,queued,queued,queued}', '{NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL}', '[]'),
	(2, 3, '2026-11-27 07:34:51.611765+00', '{8589934593,8589934594,8589934595}', '{f,f,f}', '{"2026-01-05 00:00:00+00","2026-03-02 00:00:00+00","2026-01-02 00:00:00+00"}', '{NULL,NULL,NULL}', '{"2026-11-27 07:34:51.551+00","2026-11-27 07:34:51.551+00","2026-11-27 07:34:51.563+00"}', '{925,959,552}', '{0,0,0}', '{0,0,0}', '{0,0,0}', '{12,13,13}', '{queued,queued,queued}', '{NULL,NULL,NULL}', '[]'),
	(1, 8, '2026-11-27 07:34:51.63068+00', '{4294967302}', '{f}', '{"2026-02-10 00:00:00+00"}', '{NULL}', '{"2026-11-27 07:34:43.791+00"}', '{860}', '{0}', '{0}', '{0}', '{13}', '{scanning}', '{NULL}', '[]'),
	(1, 9, '2026-11-27 07:34:51.665278+00', '{4294967302}', '{f}', '{"2026-02-10 00:00:00+00"}', '{"2026-11-27 07:34:51.676+00"}', '{"2026-11-27 07:34:43.791+00"}', '{860}', '{3}', '{0}', '{0}', '{13}', '{succeeded}', '{high}', '[]'),
	(1, 10, '2026-11-27 07:34:51.685338+00', '{4294967305,4294967320}', '{f,f}', '{"2026-01-02 00:00:00+00","2026-01-02 00:00:00+00"}', '{NULL,NULL}', '{"2026-11-27 07:34:43.791+00","2026-11-27 07:34:43.979+00"}', '{552,552}', '{0,0}', '{0,0}', '{0,0}', '{13,13}', '{scanning,scanning}', '{NULL,NULL}', '[]'),
	(1, 11, '2026-11-27 07:34:51.694798+00', '{4294967305,4294967320}', '{f,f}', '{"2026-01-02 00:00:00+00","2026-01-02 00:00:00+00"}', '{"2026-11-27 07:34:51.701+00","2026-11-27 07:34:51.701+00"}', '{"2026-11-27 07:34:43.791+00","2026-11-27 07:34:43.979+00"}', '{552,552}', '{2,2}', '{0,0}', '{0,0}', '{13,13}', '{succeeded,succeeded}', '{high,high}', '[]'),
	(1, 12, '2026-11-27 07:34:51.711364+00', '{4294967310}', '{f}', '{"2026-02-13 00:00:00+00"}', '{NULL}', '{"2026-11-27 07:34:43.791+00"}', '{489}', '{0}', '{0}', '{0}', '{13}', '{scanning}', '{NULL}', '[]'),
	(1, 13, '2026-11-27 07:34:51.733371+00', '{4294967310}', '{f}', '{"2026-02-13 00:00:00+00"}', '{"2026-11-27 07:34:51.738+00"}', '{"2026-11-27 07:34:43.791+00"}', '{489}', '{0}', '{0}', '{0}', '{13}', '{succeeded}', '{NULL}', '[]'),
	(1, 14, '2026-11-27 07:34:51.747452+00', '{4294967304}', '{f}', '{"2026-04-01 00:00:00+00"}', '{NULL}', '{"2026-11-27 07:34:43.791+00"}', '{1070}', '{0}', '{0}', '{0}', '{13}', '{scanning}', '{NULL}', '[]'),
	(1, 15, '2026-11-27 07:34:51.777139+00', '{4294967304}', '{f}', '{"2026-04-01 00:00:00+00"}', '{"2026-11-27 07:34:51.782+00"}', '{"2026-11-27 07:34:43.791+00"}', '{1070}', '{3}', '{0}', '{0}', '{13}', '{succeeded}', '{high}', '[]'),
	(1, 16, '2026-11-27 07:34:51.789651+00', '{4294967307,4294967318,4294967321}', '{f,f,f}', '{"2026-01-05 00:00:00+00","2026-01-05 00:00:00+00","2026-01-05 00:00:00+00"}', '{NULL,NULL,NULL}', '{"2026-11-27 07:34:43.791+00","2026-11-27 07:34:43.896+00","2026-11-27 07:34:43.986+00"}', '{925,925,925}', '{0,0,0}', '{0,0,0}', '{0,0,0}', '{12,12,12}', '{scanning,scanning,scanning}', '{NULL,NULL,NULL}', '[]'),
	(1, 17, '2026-11-27 07:34:51.806649+00', '{4294967307,4294967318,4294967321}', '{f,f,f}', '{"2026-01-05 00:00:00+00","2026-01-05 00:00:00+00","2026-01-05 00:00:00+00"}', '{"2026-11-27 07:34:51.811+00","2026-11-27 07:34:51.811+00","2026-11-27 07:34:51.811+00"}', '{"2026-11-27 07:34:43.791+00","2026-11-27 07:34:43.896+00","2026-11-27 07:34:43.986+00"}', '{925,925,925}', '{4,4,4}', '{0,0,0}', '{0,0,0}', '{12,12,12}', '{succeeded,succeeded,succeeded}', '{high,high,high}', '[]'),
	(1, 18, '2026-11-27 07:34:51.818331+00', '{4294967315}', '{f}', '{"2026-02-20 00:00:00+00"}', '{NULL}', '{"2026-11-27 07:34:43.821+00"}', '{6694}', '{0}', '{0}', '{0}', '{15}', '{scanning}', '{NULL}', '[]'),
	(1, 19, '2026-11-27 07:34:51.836536+00', '{4294967315}', '{f}', '{"2026-02-20 00:00:00+00"}', '{NULL}', '{"2026-11-27 07:34:43.821+00"}', '{6694}', '{1}', '{0}', '{0}', '{15}', '{queued}', '{NULL}', '[]'),
	(1, 20, '2026-11-27 07:34:51.857649+00', '{4294967303}', '{f}', '{"2026-02-12 00:00:00+00"}', '{NULL}', '{"2026-11-27 07:34:43.791+00"}', '{768}', '{0}', '{0}', '{0}', '{13}', '{scanning}', '{NULL}', '[]'),
	(1, 21, '2026-11-27 07:34:51.874101+00', '{4294967303}', '{f}', '{"2026-02-12 00:00:00+00"}', '{"2026-11-27 07:34:51.879+00"}', '{"2026-11-27 07:34:43.791+00"}', '{768}', '{1}', '{0}', '{0}', '{13}', '{succeeded}', '{medium}', '[]'),
	(1, 22, '2026-11-27 07:34:51.886685+00', '{4294967312}', '{f}', '{"2026-02-14 00:00:00+00"}', '{NULL}', '{"2026-11-27 07:34:43.791+00"}', '{455}', '{0}', '{0}', '{0}', '{13}', '{scanning}', '{NULL}', '[]'),
	(1, 23, '2026-11-27 07:34:51.905483+00', '{4294967312}', '{f}', '{"2026-02-14 00:00:00+00"}', '{"2026-11-27 07:34:51.91+00"}', '{"2026-11-27 07:34:43.791+00"}', '{455}', '{0}', '{0}', '{0}', '{13}', '{succeeded}', '{NULL}', '[]'),
	(1, 24, '2026-11-27 07:34:51.917785+00', '{4294967315}', '{f}', '{"2026-02-20 00:00:00+00"}', '{NULL}', '{"2026-11-27 07:34:43.821+00"}', '{6694}', '{1}', '{0}', '{0}', '{15}', '{scanning}', '{NULL}', '[]'),
	(1, 25, '2026-11-27 07:34:51.934753+00', '{4294967315}', '{f}', '{"2026-02-20 00:00:00+00"}', '{"2026-11-27 07:34:51.845+00"}', '{"2026-11-27 07:34:43.821+00"}', '{6694}', '{1}', '{0}', '{0}', '{15}', '{succeeded}', '{high}', '[]'),
	(1, 26, '2026-11-27 07:34:51.949045+00', '{4294967313}', '{f}', '{"2026-02-15 00:00:00+00"}', '{NULL}', '{"2026-11-27 07:34:43.791+00"}', '{768}', '{0}', '{0}', '{0}', '{13}', '{scanning}', '{NULL}', '[]'),
	(1, 27, '2026-11-27 07:34:51.96357+00', '{4294967313}', '{f}', '{"2026-02-15 00:00:00+00"}', '{"2026-11-27 07:34:51.963+00"}', '{"2026-11-27 07:34:43.791+00"}', '{768}', '{0}', '{0}', '{0}', '{13}', '{failed}', '{NULL}', '[]'),
	(1, 28, '2026-11-27 07:34:51.971587+00', '{4294967297}', '{f}', '{"2026-11-27 07:34:43.771+00"}', '{NULL}', '{"2026-11-27 07:34:43.771+00"}', '{0}', '{0}', '{0}', '{0}', '{13}', '{scanning}', '{NULL}', '[]'),
	(1, 29, '2026-11-27 07:34:51.976416+00', '{4294967297}', '{f}', '{"2026-11-27 07:34:43.771+00"}', '{"2026-11-27 07:34:51.976+00"}', '{"2026-11-27 07:34:43.771+00"}', '{0}', '{0}', '{0}', '{0}', '{13}', '{failed}', '{NULL}', '[]'),
	(1, 30, '2026-11-27 07:34:51.983553+00', '{4294967314}', '{f}', '{"2026-04-01 00:00:00+00"}', '{NULL}', '{"2026-11-27 07:34:43.791+00"}', '{788}', '{0}', '{0}', '{0}', '{13}', '{scanning}', '{NULL}', '[]'),
	(1, 31, '2026-11-27 07:34:51.999471+00', '{4294967314}', '{f}', '{"2026-04-01 00:00:00+00"}', '{"2026-11-27 07:34:51.999+00"}', '{"2026-11-27 07:34:43.791+00"}', '{788}', '{0}', '{0}', '{0}', '{13}', '{failed}', '{NULL}', '[]'),
	(1, 32, '2026-11-27 07:34:52.009638+00', '{4294967299}', '{f}', '{"2026-04-01 00:00:00+00"}', '{NULL}', '{"2026-11-27 07:34:43.791+00"}', '{790}', '{0}', '{0}', '{0}', '{13}', '{scanning}', '{NULL}', '[]'),
	(1, 33, '2026-11-27 07:34:52.034284+00', '{4294967299}', '{f}', '{"2026-04-01 00:00:00+00"}', '{"2026-11-27 07:34:52.044+00"}', '{"2026-11-27 07:34:43.791+00"}', '{790}', '{2}', '{0}', '{0}', '{13}', '{succeeded}', '{high}', '[]'),
	(1, 34, '2026-11-27 07:34:52.05042+00', '{4294967306}', '{f}', '{"2026-02-11 00:00:00+00"}', '{NULL}', '{"2026-11-27 07:34:43.791+00"}', '{693}', '{0}', '{0}', '{0}', '{13}', '{scanning}', '{NULL}', '[]'),
	(1, 35, '2026-11-27 07:34:52.066117+00', '{4294967306}', '{f}', '{"2026-02-11 00:00:00+00"}', '{"2026-11-27 07:34:52.076+00"}', '{"2026-11-27 07:34:43.791+00"}', '{693}', '{1}', '{0}', '{0}', '{13}', '{succeeded}', '{high}', '[]'),
	(1, 36, '2026-11-27 07:34:52.084647+00', '{4294967311}', '{f}', '{"2026-04-01 00:00:00+00"}', '{NULL}', '{"2026-11-27 07:34:43.791+00"}', '{790}', '{0}', '{0}', '{0}', '{13}', '{scanning}', '{NULL}', '[]'),
	(1, 37, '2026-11-27 07:34:52.101044+00', '{4294967311}', '{f}', '{"2026-04-01 00:00:00+00"}', '{"2026-11-27 07:34:52.105+00"}', '{"2026-11-27 07:34:43.791+00"}', '{790}', '{2}', '{0}', '{0}', '{13}', '{succeeded}', '{high}', '[]'),
	(1, 38, '2026-11-27 07:34:52.111168+00', '{4294967308,4294967309,4294967319,4294967322}', '{f,f,f,f}', '{"2026-03-02 00:00:00+00","2026-03-02 00:00:00+00","2026-03-02 00:00:00+00","2026-03-02 00:00:00+00"}', '{NULL,NULL,NULL,NULL}', '{"2026-11-27 07:34:43.791+00","2026-11-27 07:34:43.791+00","2026-11-27 07:34:43.896+00","2026-11-27 07:34:43.986+00"}', '{959,959,959,959}', '{0,0,0,0}', '{0,0,0,0}', '{0,0,0,0}', '{13,12,13,13}', '{scanning,scanning,scanning,scanning}', '{NULL,NULL,NULL,NULL}', '[]'),
	(1, 39, '2026-11-27 07:34:52.12804+00', '{4294967308,4294967309,4294967319,4294967322}', '{f,f,f,f}', '{"2026-03-02 00:00:00+00","2026-03-02 00:00:00+00","2026-03-02 00:00:00+00","2026-03-02 00:00:00+00"}', '{"2026-11-27 07:34:52.133+00","2026-11-27 07:34:52.133+00","2026-11-27 07:34:52.133+00","2026-11-27 07:34:52.133+00"}', '{"2026-11-27 07:34:43.791+00","2026-11-27 07:34:43.791+00","2026-11-27 07:34:43.896+00","2026-11-27 07:34:43.986+00"}', '{959,959,959,959}', '{0,0,0,0}', '{0,0,0,0}', '{0,0,0,0}', '{13,12,13,13}', '{succeeded,succeeded,succeeded,succeeded}', '{none,none,none,none}', '[]'),
	(2, 4, '2026-11-27 07:34:52.140209+00', '{8589934594}', '{f}', '{"2026-03-02 00:00:00+00"}', '{NULL}', '{"2026-11-27 07:34:51.551+00"}', '{959}', '{0}', '{0}', '{0}', '{13}', '{scanning}', '{NULL}', '[]'),
	(2, 5, '2026-11-27 07:34:52.161743+00', '{8589934594}', '{f}', '{"2026-03-02 00:00:00+00"}', '{"2026-11-27 07:34:52.166+00"}', '{"2026-11-27 07:34:51.551+00"}', '{959}', '{0}', '{0}', '{0}', '{13}', '{succeeded}', '{none}', '[]'),
	(2, 6, '2026-11-27 07:34:52.172006+00', '{8589934593}', '{f}', '{"2026-01-05 00:00:00+00"}', '{NULL}', '{"2026-11-27 07:34:51.551+00"}', '{925}', '{0}', '{0}', '{0}', '{12}', '{scanning}', '{NULL}', '[]'),
	(2, 7, '2026-11-27 07:34:52.186516+00', '{8589934593}', '{f}', '{"2026-01-05 00:00:00+00"}', '{"2026-11-27 07:34:52.19+00"}', '{"2026-11-27 07:34:51.551+00"}', '{925}', '{4}', '{0}', '{0}', '{12}', '{succeeded}', '{high}', '[]'),
	(2, 8, '2026-11-27 07:34:52.200211+00', '{8589934595}', '{f}', '{"2026-01-02 00:00:00+00"}', '{NULL}', '{"2026-11-27 07:34:51.563+00"}', '{552}', '{0}', '{0}', '{0}', '{13}', '{scanning}', '{NULL}', '[]'),
	(2, 9, '2026-11-27 07:34:52.206436+00', '{8589934595}', '{f}', '{"2026-01-02 00:00:00+00"}', '{"2026-11-27 07:34:52.21+00"}', '{"2026-11-27 07:34:51.563+00"}', '{552}', '{2}', '{0}', '{0}', '{13}', '{succeeded}', '{high}', '[]'),
	(1, 40, '2026-11-27 07:34:52.251662+00', '{4294967300,4294967304}', '{f,f}', '{"2026-04-01 00:00:00+00","2026-04-01 00:00:00+00"}', '{NULL,"2026-11-27 07:34:51.782+00"}', '{"2026-11-27 07:34:43.791+00","2026-11-27 07:34:43.791+00"}', '{789,1070}', '{0,3}', '{0,0}', '{0,0}', '{13,13}', '{queued,queued}', '{NULL,high}', '[]'),
	(1, 41, '2026-11-27 07:34:52.266204+00', '{4294967304}', '{f}', '{"2026-04-01 00:00:00+00"}', '{"2026-11-27 07:34:51.782+00"}', '{"2026-11-27 07:34:43.791+00"}', '{1070}', '{3}', '{0}', '{0}', '{13}', '{scanning}', '{high}', '[]');
INSERT INTO public.image_change VALUES
	(1, 42, '2026-11-27 07:34:52.274896+00', '{4294967304}', '{f}', '{"2026-04-01 00:00:00+00"}', '{"2026-11-27 07:34:52.274+00"}', '{"2026-11-27 07:34:43.791+00"}', '{1070}', '{3}', '{0}', '{0}', '{13}', '{oversized}', '{high}', '[]'),
	(1, 43, '2026-11-27 07:34:52.282792+00', '{4294967300}', '{f}', '{"2026-04-01 00:00:00+00"}', '{NULL}', '{"2026-11-27 07:34:43.791+00"}', '{789}', '{0}', '{0}', '{0}', '{13}', '{scanning}', '{NULL}', '[]'),
	(1, 44, '2026-11-27 07:34:52.287089+00', '{4294967300}', '{f}', '{"2026-04-01 00:00:00+00"}', '{"2026-11-27 07:34:52.287+00"}', '{"2026-11-27 07:34:43.791+00"}', '{789}', '{0}', '{0}', '{0}', '{13}', '{oversized}', '{NULL}', '[]'),
	(1, 45, '2026-11-27 07:34:52.317582+00', '{4294967301}', '{f}', '{"2026-04-01 00:00:00+00"}', '{NULL}', '{"2026-11-27 07:34:43.791+00"}', '{791}', '{0}', '{0}', '{0}', '{13}', '{queued}', '{NULL}', '[]'),
	(1, 46, '2026-11-27 07:34:52.326905+00', '{4294967301}', '{f}', '{"2026-04-01 00:00:00+00"}', '{NULL}', '{"2026-11-27 07:34:43.791+00"}', '{791}', '{0}', '{0}', '{0}', '{13}', '{scanning}', '{NULL}', '[]'),
	(1, 47, '2026-11-27 07:34:52.340585+00', '{4294967301}', '{f}', '{"2026-04-01 00:00:00+00"}', '{"2026-11-27 07:34:52.34+00"}', '{"2026-11-27 07:34:43.791+00"}', '{791}', '{0}', '{0}', '{0}', '{13}', '{download_failed}', '{NULL}', '[]'),
	(1, 48, '2026-11-27 07:34:52.47428+00', '{4294967323}', '{f}', '{"2026-04-01 00:00:00+00"}', '{NULL}', '{"2026-11-27 07:34:52.48+00"}', '{790}', '{0}', '{0}', '{0}', '{13}', '{unscanned}', '{NULL}', '[{"id": 4294967323, "eps_pk": 0, "namespace": "waiting", "image_name": "filled", "registry_pk": 1, "image_version": "1"}]'),
	(1, 49, '2026-11-27 07:34:52.491965+00', '{4294967311,4294967324,4294967325,4294967326,4294967327,4294967328,4294967329,4294967330,4294967331}', '{f,f,f,f,f,f,f,f,f}', '{"2026-04-01 00:00:00+00","2026-04-01 00:00:00+00","2026-04-01 00:00:00+00","2026-04-01 00:00:00+00","2026-04-01 00:00:00+00","2026-04-01 00:00:00+00","2026-04-01 00:00:00+00","2026-04-01 00:00:00+00","2026-04-01 00:00:00+00"}', '{NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL}', '{"2026-11-27 07:34:52.495+00","2026-11-27 07:34:52.495+00","2026-11-27 07:34:52.495+00","2026-11-27 07:34:52.495+00","2026-11-27 07:34:52.495+00","2026-11-27 07:34:52.495+00","2026-11-27 07:34:52.495+00","2026-11-27 07:34:52.495+00","2026-11-27 07:34:52.495+00"}', '{789,788,789,791,790,790,790,789,789}', '{0,0,0,0,0,0,0,0,0}', '{0,0,0,0,0,0,0,0,0}', '{0,0,0,0,0,0,0,0,0}', '{13,13,13,13,13,13,13,13,13}', '{unscanned,unscanned,unscanned,unscanned,unscanned,unscanned,unscanned,unscanned,unscanned}', '{NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL}', '[{"id": 4294967324, "eps_pk": 0, "namespace": "waiting", "image_name": "gone", "registry_pk": 1, "image_version": "1"}, {"id": 4294967325, "eps_pk": 0, "namespace": "waiting", "image_name": "first", "registry_pk": 1, "image_version": "1"}, {"id": 4294967326, "eps_pk": 0, "namespace": "waiting", "image_name": "retried", "registry_pk": 1, "image_version": "1"}, {"id": 4294967327, "eps_pk": 0, "namespace": "waiting", "image_name": "queued", "registry_pk": 1, "image_version": "1"}, {"id": 4294967328, "eps_pk": 0, "namespace": "waiting", "image_name": "second", "registry_pk": 1, "image_version": "1"}, {"id": 4294967329, "eps_pk": 0, "namespace": "waiting", "image_name": "scanning", "registry_pk": 1, "image_version": "1"}, {"id": 4294967330, "eps_pk": 0, "namespace": "waiting", "image_name": "third", "registry_pk": 1, "image_version": "1"}, {"id": 4294967331, "eps_pk": 0, "namespace": "waiting", "image_name": "taken", "registry_pk": 1, "image_version": "1"}]'),
	(1, 50, '2026-11-27 07:34:52.54312+00', '{4294967324}', '{f}', '{"2026-04-01 00:00:00+00"}', '{NULL}', '{"2026-11-27 07:34:52.495+00"}', '{788}', '{0}', '{0}', '{0}', '{13}', '{queued}', '{NULL}', '[]'),
	(1, 51, '2026-11-27 07:34:52.603821+00', '{4294967324}', '{t}', '{"2026-04-01 00:00:00+00"}', '{NULL}', '{"2026-11-27 07:34:52.495+00"}', '{788}', '{0}', '{0}', '{0}', '{13}', '{queued}', '{NULL}', '[]'),
	(1, 52, '2026-11-27 07:34:52.724502+00', '{4294967306,4294967329}', '{f,f}', '{"2026-02-11 00:00:00+00","2026-04-01 00:00:00+00"}', '{"2026-11-27 07:34:52.076+00",NULL}', '{"2026-11-27 07:34:43.791+00","2026-11-27 07:34:52.495+00"}', '{693,790}', '{1,0}', '{0,0}', '{0,0}', '{13,13}', '{queued,queued}', '{high,NULL}', '[]'),
	(1, 53, '2026-11-27 07:34:54.151608+00', '{4294967329}', '{f}', '{"2026-04-01 00:00:00+00"}', '{NULL}', '{"2026-11-27 07:34:52.495+00"}', '{790}', '{0}', '{0}', '{0}', '{13}', '{scanning}', '{NULL}', '[]'),
	(1, 54, '2026-11-27 07:34:55.631507+00', '{4294967306}', '{f}', '{"2026-02-11 00:00:00+00"}', '{"2026-11-27 07:34:52.076+00"}', '{"2026-11-27 07:34:43.791+00"}', '{693}', '{1}', '{0}', '{0}', '{13}', '{scanning}', '{high}', '[]'),
	(1, 55, '2026-11-27 07:34:55.651454+00', '{4294967306}', '{f}', '{"2026-02-11 00:00:00+00"}', '{"2026-11-27 07:34:55.659+00"}', '{"2026-11-27 07:34:43.791+00"}', '{693}', '{1}', '{0}', '{0}', '{13}', '{succeeded}', '{high}', '[]'),
	(1, 56, '2026-11-27 07:34:55.724279+00', '{4294967326}', '{f}', '{"2026-04-01 00:00:00+00"}', '{NULL}', '{"2026-11-27 07:34:52.495+00"}', '{791}', '{0}', '{0}', '{0}', '{13}', '{queued}', '{NULL}', '[]'),
	(1, 57, '2026-11-27 07:34:55.736349+00', '{4294967326}', '{f}', '{"2026-04-01 00:00:00+00"}', '{NULL}', '{"2026-11-27 07:34:52.495+00"}', '{791}', '{0}', '{0}', '{0}', '{13}', '{scanning}', '{NULL}', '[]'),
	(1, 58, '2026-11-27 07:34:55.787119+00', '{4294967308,4294967309,4294967319,4294967322}', '{f,f,f,f}', '{"2026-03-02 00:00:00+00","2026-03-02 00:00:00+00","2026-03-02 00:00:00+00","2026-03-02 00:00:00+00"}', '{"2026-11-27 07:34:52.133+00","2026-11-27 07:34:52.133+00","2026-11-27 07:34:52.133+00","2026-11-27 07:34:52.133+00"}', '{"2026-11-27 07:34:43.791+00","2026-11-27 07:34:43.791+00","2026-11-27 07:34:43.896+00","2026-11-27 07:34:43.986+00"}', '{959,959,959,959}', '{0,0,0,0}', '{0,0,0,0}', '{0,0,0,0}', '{13,12,13,13}', '{queued,queued,queued,queued}', '{none,none,none,none}', '[]'),
	(1, 59, '2026-11-27 07:34:55.79618+00', '{4294967308,4294967309,4294967319,4294967322}', '{f,f,f,f}', '{"2026-03-02 00:00:00+00","2026-03-02 00:00:00+00","2026-03-02 00:00:00+00","2026-03-02 00:00:00+00"}', '{"2026-11-27 07:34:52.133+00","2026-11-27 07:34:52.133+00","2026-11-27 07:34:52.133+00","2026-11-27 07:34:52.133+00"}', '{"2026-11-27 07:34:43.791+00","2026-11-27 07:34:43.791+00","2026-11-27 07:34:43.896+00","2026-11-27 07:34:43.986+00"}', '{959,959,959,959}', '{0,0,0,0}', '{0,0,0,0}', '{0,0,0,0}', '{13,12,13,13}', '{succeeded,succeeded,succeeded,succeeded}', '{none,none,none,none}', '[]'),
	(1, 60, '2026-11-27 07:34:55.811869+00', '{4294967331}', '{f}', '{"2026-04-01 00:00:00+00"}', '{NULL}', '{"2026-11-27 07:34:52.495+00"}', '{789}', '{0}', '{0}', '{0}', '{13}', '{queued}', '{NULL}', '[]'),
	(1, 61, '2026-11-27 07:34:55.822009+00', '{4294967325,4294967328,4294967330}', '{f,f,f}', '{"2026-04-01 00:00:00+00","2026-04-01 00:00:00+00","2026-04-01 00:00:00+00"}', '{NULL,NULL,NULL}', '{"2026-11-27 07:34:52.495+00","2026-11-27 07:34:52.495+00","2026-11-27 07:34:52.495+00"}', '{789,790,789}', '{0,0,0}', '{0,0,0}', '{0,0,0}', '{13,13,13}', '{queued,queued,queued}', '{NULL,NULL,NULL}', '[]'),
	(1, 62, '2026-11-27 07:34:55.83083+00', '{4294967302}', '{f}', '{"2026-02-10 00:00:00+00"}', '{"2026-11-27 07:34:51.676+00"}', '{"2026-11-27 07:34:43.791+00"}', '{860}', '{3}', '{0}', '{0}', '{13}', '{queued}', '{high}', '[]');

-- Data for Name: image_child; Type: TABLE DATA; Schema: public; Owner: -

INSERT INTO public.image_child VALUES
	(1, 4294967315, 0, 4294967316, 'sha256:511e11e1d5bf6de3ea45ac06f186b86330eecfe1fb28f7185bdcd981f6ba67ea', '{"os": "linux", "architecture": "amd64"}', 3347, true, 'succeeded', NULL, '2026-11-27 07:34:51.845+00', 'high', 1, 0, 0),
	(1, 4294967315, 1, 4294967317, 'sha256:81d2d21bc13246d608663d462046e10b3a45bbb3f504baecbec1db14db4c8365', '{"os": "linux", "architecture": "arm64"}', 3347, true, 'succeeded', NULL, '2026-11-27 07:34:51.94+00', 'none', 0, 0, 0);

-- Data for Name: image_manifest; Type: TABLE DATA; Schema: public; Owner: -

INSERT INTO public.image_manifest VALUES
	(1, 'sha256:a0248825da4c9ed7fd89a83201743155bdbd9a9c98a4de67a38bbb4f540cdd51', 4294967297),
	(1, 'sha256:a6d2d90151db52dce1fb5eed2a569e5a9cd727a7430fde70651ec189292f7632', 4294967306),
	(1, 'sha256:6133f9416880d4d30011ed81e25a8562cfd3c5be0267beb2444fb491eb33bf73', 4294967303),
	(1, 'sha256:1a45faa4238e73ce69ba8588d6803f2ed750b717d0b037000500f26035fa867a', 4294967310),
	(1, 'sha256:47e128c9f590e32f4f412690a5b904813d54cb75eef04e212c6d221483c4f5f9', 4294967307),
	(1, 'sha256:9a491f29cea2aae2475410139791c8e621b226001ebfe693c4170b18cffcfa87', 4294967313),
	(1, 'sha256:1a206b26cfc7de70d336a7b7001748aed74b92eb980b25d6ed0e885c2620fafb', 4294967305),
	(1, 'sha256:d82910a5236e7374cbbe1e7559a77173d292896e12de5f8935272777818cee74', 4294967300),
	(1, 'sha256:6c3b7654fe6d814f4cdf59a33b0dd7fe1ef05e9bd2c3da467d67614de35f9877', 4294967298),
	(1, 'sha256:a62d2dc8621007652b70a63031cc439daafdbe7b9ff8af674aace4f4bd0e1f76', 4294967299),
	(1, 'sha256:637bea538f4d9a53371a221d2335f2bbc87c73d20f86f1a583ae57a7cb6d0c04', 4294967312),
	(1, 'sha256:cfe00797bc710c3eb66ba274a0cfa7387741f18b4d96a87f71a6102a6e2fb8aa', 4294967309),
	(1, 'sha256:a13ffab3d331811849f0dacec176a6a9ba1659d33b51ea4be492865643ad152c', 4294967314),
	(1, 'sha256:1f5c9adfd16c52c1fd03d2f3eb4337b654d098f14805ed531f486d6e5ab8ca9e', 4294967304),
	(1, 'sha256:cfe00797bc710c3eb66ba274a0cfa7387741f18b4d96a87f71a6102a6e2fb8aa', 4294967308),
	(1, 'sha256:04b88c12ffae92ff6fcc096ef60447a4d91e2bb525148e72cc0e06dd5e36ca7d', 4294967301),
	(1, 'sha256:1372ef2e75ec41e3a444f39b4c41534a3f55f11a116e00f81d1e5e506b1529c3', 4294967302),
	(1, 'sha256:17a24926bd0702a02720de3692df120d0932cf2fa21a55374dda733938d96190', 4294967315),
	(1, 'sha256:511e11e1d5bf6de3ea45ac06f186b86330eecfe1fb28f7185bdcd981f6ba67ea', 4294967315),
	(1, 'sha256:81d2d21bc13246d608663d462046e10b3a45bbb3f504baecbec1db14db4c8365', 4294967315),
	(1, 'sha256:cfe00797bc710c3eb66ba274a0cfa7387741f18b4d96a87f71a6102a6e2fb8aa', 4294967319),
	(1, 'sha256:47e128c9f590e32f4f412690a5b904813d54cb75eef04e212c6d221483c4f5f9', 4294967318),
	(1, 'sha256:1a206b26cfc7de70d336a7b7001748aed74b92eb980b25d6ed0e885c2620fafb', 4294967320),
	(1, 'sha256:47e128c9f590e32f4f412690a5b904813d54cb75eef04e212c6d221483c4f5f9', 4294967321),
	(1, 'sha256:cfe00797bc710c3eb66ba274a0cfa7387741f18b4d96a87f71a6102a6e2fb8aa', 4294967322),
	(2, 'sha256:cfe00797bc710c3eb66ba274a0cfa7387741f18b4d96a87f71a6102a6e2fb8aa', 8589934594),
	(2, 'sha256:47e128c9f590e32f4f412690a5b904813d54cb75eef04e212c6d221483c4f5f9', 8589934593),
	(2, 'sha256:1a206b26cfc7de70d336a7b7001748aed74b92eb980b25d6ed0e885c2620fafb', 8589934595),
	(1, 'sha256:8a6813c127a0d03550686f7a4b49c2845646e7cdc4232953ec057fbc07d433ee', 4294967323),
	(1, 'sha256:b4216c9868a426d416244f560680624c4d5ce9ebabe5aa5f9d53204b05331612', 4294967328),
	(1, 'sha256:27aa74c911cd0751940e4c5b2258d11c39d961e5fe6a344dd98abd93f1fb8e12', 4294967326),
	(1, 'sha256:638340ac31f3a593a2c969b7aebe3580a52651590749d40a9eab50e9fd4d6bc3', 4294967327),
	(1, 'sha256:5d93aa9fbce69af938a291867cc1440c7dcb7ae67ca8e54cd7ecc2f220b47777', 4294967311),
	(1, 'sha256:2eab3add9b144bde61a5f1ad7816267ce52b6ed196a87b26caa39267052ec7e7', 4294967331),
	(1, 'sha256:1e980b5fe237a2f40bbdb02df2a2d0088207c9ebaf1e1081ba4d9943d7f46d04', 4294967330),
	(1, 'sha256:6be88bd530d5799d8cecfd79bc41bca3ab8a3258c3f1999811abba63de98cf0d', 4294967329),
	(1, 'sha256:19b1e96c28f8588614c053e0b43f0dd2402c19ff9b770161386dba7d31a10093', 4294967325);

-- Data for Name: job_crash; Type: TABLE DATA; Schema: public; Owner: -

INSERT INTO public.job_crash VALUES
	(42, 1);

-- Data for Name: job_schedule; Type: TABLE DATA; Schema: public; Owner: -

INSERT INTO public.job_schedule VALUES
	('load-advisories:testing/upgrade/advisories', '2026-11-27 07:34:55.906088+00'),
	('purge', '2026-11-27 07:34:55.910702+00');

-- Data for Name: layer; Type: TABLE DATA; Schema: public; Owner: -

INSERT INTO public.layer VALUES
	(1, 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356', 'sha256:0ba9a95d3c08e1bddf48a5ace0111d45c1d40bbc969848d6fd34a48b92da6170', 'application/vnd.oci.image.layer.v1.tar+gzip', 286, 3072, 2, '2026-11-27 07:34:51.651208+00'),
	(1, 'sha256:7c67bc381616aecad32dc0e3818b04c352bdc1e47bb3a5ef6f2b477d709962ff', 'sha256:4a71ce7dea2998ba385b7ec43d2b0fe41e32bd6ee837948fd49393fc489596c7', 'application/vnd.oci.image.layer.v1.tar+gzip', 176, 2048, 1, '2026-11-27 07:34:51.658335+00'),
	(1, 'sha256:c5b0c5ec9e7710b4de7758cfd48680ab33b86e4ef8f0feb172759a51d974af0d', 'sha256:d838e4089aabd3090977e86400609caed01133702441a16731238dce27032160', 'application/vnd.oci.image.layer.v1.tar+gzip', 223, 3072, 2, '2026-11-27 07:34:51.730493+00'),
	(1, 'sha256:fe483bc382231c7a00781d6fe5d76714d54453cd8a4c196145572f755302da31', 'sha256:cc0750460499460dfc4fbc4d9d2efa2de609501ccec3b69d4d0bf4e415b803bb', 'application/vnd.oci.image.layer.v1.tar+gzip', 105, 2048, 1, '2026-11-27 07:34:51.764843+00'),
	(1, 'sha256:872d934fdba0c90c8aafe44420d4d29e20f35d7b6e6c343e860ca66d368e40f1', 'sha256:6a12daed858d4f74bf6eade0570795d742e23e7cedb87a99ada919272f3e0430', 'application/vnd.oci.image.layer.v1.tar+gzip', 149, 2048, 1, '2026-11-27 07:34:51.771051+00'),
	(1, 'sha256:98e0b8ba07c001bfbc9cf613f31c804a938bce518978d8fefe44b8cbc7771da9', 'sha256:c3ee11df4ee79e268f8efa02a3cfee22a6f01e7e22c1579ffe699e047d4f19b3', 'application/vnd.oci.image.layer.v1.tar+gzip', 186, 3072, 2, '2026-11-27 07:34:51.803728+00'),
	(1, 'sha256:00ea0ec8db5688295f270a95408323a235fb5e7f651edb73a776657eb82ca913', 'sha256:9a062b8b799896c74065b7c1af9a5e6162f4e271e721f29deb65a6a6c78bf10a', 'application/vnd.oci.image.layer.v1.tar+zstd', 3081, 3072, 2, '2026-11-27 07:34:51.833821+00'),
	(1, 'sha256:3683c4db84afb9f48caa85836be470644cb12eac13e39ba36e54f6182baa2bf9', 'sha256:1c2c411fab37772e7a2fec9c37386e967c1499ff62e7a4b22ff70cae16a63f37', 'application/vnd.oci.image.layer.v1.tar+gzip', 502, 14848, 2, '2026-11-27 07:34:51.871249+00'),
	(1, 'sha256:ec5cd5cdbae2b87a2b039602cb7bc04acff25ac52e972852ebc68cb5b0c463a3', 'sha256:dddef628b7bb121d340d7d01710a6cfd1baec8ffbb4febabe4b7f97d76a4e15a', 'application/vnd.oci.image.layer.v1.tar+gzip', 189, 3072, 2, '2026-11-27 07:34:51.902663+00'),
	(1, 'sha256:a653ec85ca1255bab4633f3de7eac2bf8ff69da68108baf9801fe338cd67df67', 'sha256:a5db363e006d0ea76bd40a6019e9dc17d31de4f82c11a06fcc6eb61229428076', 'application/vnd.oci.image.layer.v1.tar+zstd', 3081, 3072, 2, '2026-11-27 07:34:51.93205+00'),
	(1, 'sha256:ed270aed0d6a12195e83247c6485deaa59244ff59052a5dc18eccb399a97424e', 'sha256:58ffa053bb1ca3fd64124d3728143e8b122ecd3b51c2cb17fd74779e42815340', 'application/vnd.oci.image.layer.v1.tar+gzip', 106, 2048, 1, '2026-11-27 07:34:52.031209+00'),
	(1, 'sha256:08f193f4c1377bf8018748ecf223ae3f858caf3b63a821dad8bdc069a981fd31', 'sha256:6ace028d228243961aa8ac5a9c20b2513a84d160780b209875f01c587ed07819', 'application/vnd.oci.image.layer.v1.tar+gzip', 427, 23552, 2, '2026-11-27 07:34:52.06145+00'),
	(1, 'sha256:f4a30c061ca42be4aa4268e239c2a4cc3e780ace8992f9e676e28743ac973f64', 'sha256:fa6b14183a0938338ef35bd21953c9e701431d80499c7d0805a4a87fe40d5838', 'application/vnd.oci.image.layer.v1.tar+gzip', 106, 2048, 1, '2026-11-27 07:34:52.095588+00'),
	(1, 'sha256:ed83f08bcdff5a9f16b6953e9e719453bbdc8671f50e81227a041e73e196d5ed', 'sha256:8bebb212f70e977f307590ff908e57c10095b87959b4c041926df69001bbe2ad', 'application/vnd.oci.image.layer.v1.tar+gzip', 275, 3072, 2, '2026-11-27 07:34:52.125603+00'),
	(2, 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356', 'sha256:0ba9a95d3c08e1bddf48a5ace0111d45c1d40bbc969848d6fd34a48b92da6170', 'application/vnd.oci.image.layer.v1.tar+gzip', 286, 3072, 2, '2026-11-27 07:34:52.152407+00'),
	(2, 'sha256:ed83f08bcdff5a9f16b6953e9e719453bbdc8671f50e81227a041e73e196d5ed', 'sha256:8bebb212f70e977f307590ff908e57c10095b87959b4c041926df69001bbe2ad', 'application/vnd.oci.image.layer.v1.tar+gzip', 275, 3072, 2, '2026-11-27 07:34:52.15916+00'),
	(2, 'sha256:98e0b8ba07c001bfbc9cf613f31c804a938bce518978d8fefe44b8cbc7771da9', 'sha256:c3ee11df4ee79e268f8efa02a3cfee22a6f01e7e22c1579ffe699e047d4f19b3', 'application/vnd.oci.image.layer.v1.tar+gzip', 186, 3072, 2, '2026-11-27 07:34:52.183821+00');

-- Data for Name: layer_fact; Type: TABLE DATA; Schema: public; Owner: -

INSERT INTO public.layer_fact VALUES
	(1, 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356', 'os-release', 1, '\x1f8b08000000000000038bae56cacecc4b51b252ca2f56d2512a482cc950b2524a2d49d6cf2fd62d4acd494d2c4e55d201495a552b6582d4a5a4266526e629e92895a5161567e6e77982040d8d10024a564a20938a524b4a2afd12735395ac945cc07a14dcfd42f57d32f34a2b140c8d946a6b630109c53ae17d000000', '[]'),
	(1, 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356', 'dpkg', 1, '\x1f8b0800000000000003adcedf0a823014c7f177f95dcfa915fdd94374d94d747174cb44d3b1cd20c4778f65904a2444773b6cdfb3cfb145915712029ad2823215487294905560d0e42e10b89109cb3c09a52eb2d03a728d0583bb6b0501a912746cbae519f727d10e9f325474f583ff2238e7a5f2bb6ecad8bcae20102ff80a0c6452ff335de5da8fb66e4caaf61fcafee630edbfc8bb5fb4b55695b5e588bae411df05f18cf65d4ea9effedfdab43163ea866fb73c0ee26806fb0aa7d261fed57a7a0002b27f774f020000', '[]'),
	(1, 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356', 'apk', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356', 'rpm', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356', 'node-package', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356', 'python-package', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356', 'go-binary', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356', 'tree', 1, '\x1f8b080000000000000325c9410ac3201005d0bbfcb5c1bd571117360ee9a055e38c0da1e4ee25edeec1f31f64ae090e3a8860700c56a50ae741bada26cba04251ee7bc7610b3f6cea79b3a251a720181c4f566a5305ce0783d6e33ee96f395f856bfecd15be4e6cfad86d000000', '[]'),
	(1, 'sha256:7c67bc381616aecad32dc0e3818b04c352bdc1e47bb3a5ef6f2b477d709962ff', 'os-release', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:7c67bc381616aecad32dc0e3818b04c352bdc1e47bb3a5ef6f2b477d709962ff', 'dpkg', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:7c67bc381616aecad32dc0e3818b04c352bdc1e47bb3a5ef6f2b477d709962ff', 'apk', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:7c67bc381616aecad32dc0e3818b04c352bdc1e47bb3a5ef6f2b477d709962ff', 'rpm', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:7c67bc381616aecad32dc0e3818b04c352bdc1e47bb3a5ef6f2b477d709962ff', 'node-package', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:7c67bc381616aecad32dc0e3818b04c352bdc1e47bb3a5ef6f2b477d709962ff', 'python-package', 1, '\x1f8b0800000000000003658ebd0ec2200084dfe5660ac66e6c2475d4a971310e08d86215085093a6e9bb1baa71d0ed7ef25dee3463b04e83234835c8ce807c159f91a7604a37050b02271fc5e99b749d07c1d3c464bd03474db774030219550f0e10243f46650e3fc43b3dfe7141e6c28d29b2bbbdb030e5debb9a699b72f5b99358b3ae542b43d7cabaab67fb5d2b1ad10a2ccbf9056651e1c3cf000000', '[]'),
	(1, 'sha256:7c67bc381616aecad32dc0e3818b04c352bdc1e47bb3a5ef6f2b477d709962ff', 'go-binary', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:7c67bc381616aecad32dc0e3818b04c352bdc1e47bb3a5ef6f2b477d709962ff', 'tree', 1, '\x1f8b080000000000000325c9b10ec2201000d07fb99982b11b1b491dddba1106b4d89ed403e148d318ffdda46e2f79f6031169020d5c4200015b41e640a02db45ad48a3795775e12f56ac2ca5df6f7e8e750d5f0f434a7ae9767799247213d92ba5e463398d18013b02dc82135aea0ad1390b27fb7f077dd5f2b523ce6eb7e8ec0932686000000', '[]'),
	(1, 'sha256:c5b0c5ec9e7710b4de7758cfd48680ab33b86e4ef8f0feb172759a51d974af0d', 'os-release', 1, '\x1f8b08000000000000038bae56cacecc4b51b252ca2f56d2512a482cc950b2524a2d49d6cf2fd62d4acd494d2c4e55d201495a552b6582d4952695e695942ae92895a5161567e6e77982048d8cf40c4c10624a564a20c38a524b4a2afd12735311da6a6b63014a5e68b273000000', '[]'),
	(1, 'sha256:c5b0c5ec9e7710b4de7758cfd48680ab33b86e4ef8f0feb172759a51d974af0d', 'dpkg', 1, '\x1f8b08000000000000037d8e3b0ac3301044ef32f53a2290b8d02152a60929561f6ca15816926c3046770f8e9b7c20ddcc326f766e2bbc0b061291b5e7ce36860b2bce1684c8a587c4cc493c9c1226fa4ee4c265ca2094255a4818ab50e9bbe505ef4aaeef5142e061338a730fc26c53766380c4f9706c5a1038e9ed290fa63d8190c729697bf980f6dbf507fdb3b7d6fb13593bcc52eb000000', '[]'),
	(1, 'sha256:c5b0c5ec9e7710b4de7758cfd48680ab33b86e4ef8f0feb172759a51d974af0d', 'apk', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:c5b0c5ec9e7710b4de7758cfd48680ab33b86e4ef8f0feb172759a51d974af0d', 'rpm', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:c5b0c5ec9e7710b4de7758cfd48680ab33b86e4ef8f0feb172759a51d974af0d', 'node-package', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:c5b0c5ec9e7710b4de7758cfd48680ab33b86e4ef8f0feb172759a51d974af0d', 'python-package', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:c5b0c5ec9e7710b4de7758cfd48680ab33b86e4ef8f0feb172759a51d974af0d', 'go-binary', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:c5b0c5ec9e7710b4de7758cfd48680ab33b86e4ef8f0feb172759a51d974af0d', 'tree', 1, '\x1f8b080000000000000325c9410ac3201005d0bbfcb5c1bd571117360ee9a055e38c0da1e4ee25edeec1f31f64ae090e3a8860700c56a50ae741bada26cba04251ee7bc7610b3f6cea79b3a251a720181c4f566a5305ce0783d6e33ee96f395f856bfecd15be4e6cfad86d000000', '[]'),
	(1, 'sha256:fe483bc382231c7a00781d6fe5d76714d54453cd8a4c196145572f755302da31', 'os-release', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:fe483bc382231c7a00781d6fe5d76714d54453cd8a4c196145572f755302da31', 'dpkg', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:fe483bc382231c7a00781d6fe5d76714d54453cd8a4c196145572f755302da31', 'apk', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:fe483bc382231c7a00781d6fe5d76714d54453cd8a4c196145572f755302da31', 'rpm', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:fe483bc382231c7a00781d6fe5d76714d54453cd8a4c196145572f755302da31', 'node-package', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:fe483bc382231c7a00781d6fe5d76714d54453cd8a4c196145572f755302da31', 'python-package', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:fe483bc382231c7a00781d6fe5d76714d54453cd8a4c196145572f755302da31', 'go-binary', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:fe483bc382231c7a00781d6fe5d76714d54453cd8a4c196145572f755302da31', 'tree', 1, '\x1f8b080000000000000325c9410a80201005d0bbfcb5d4deab880ba181c4d21abf5944770f6af7e0b91b29e60916541118748da4645887aac7b8048a0e3c096fd0e748298d15d67983b285bdc9ef7aad4bcce99bc7bfba0ea1a056000000', '[]'),
	(1, 'sha256:872d934fdba0c90c8aafe44420d4d29e20f35d7b6e6c343e860ca66d368e40f1', 'os-release', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:872d934fdba0c90c8aafe44420d4d29e20f35d7b6e6c343e860ca66d368e40f1', 'dpkg', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:872d934fdba0c90c8aafe44420d4d29e20f35d7b6e6c343e860ca66d368e40f1', 'apk', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:872d934fdba0c90c8aafe44420d4d29e20f35d7b6e6c343e860ca66d368e40f1', 'rpm', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:872d934fdba0c90c8aafe44420d4d29e20f35d7b6e6c343e860ca66d368e40f1', 'node-package', 1, '\x1f8b080000000000000365cecd0ac2301004e07799734850f0b20fe1d18b888464d158b309d9b420a5ef2ec59f4b6f33031fcc79c6902482507d18fc8d61fe8966f4576510a4661888cf6bc949524eda613071d35404849ddddb030c7c0b771060a0656c818f1bf3d94f1b597d5fa5b6c949897ccd258e4f56f7a3ee7bcb3eb40896e5f2062ef4efecbb000000', '[]'),
	(1, 'sha256:872d934fdba0c90c8aafe44420d4d29e20f35d7b6e6c343e860ca66d368e40f1', 'python-package', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:872d934fdba0c90c8aafe44420d4d29e20f35d7b6e6c343e860ca66d368e40f1', 'go-binary', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:872d934fdba0c90c8aafe44420d4d29e20f35d7b6e6c343e860ca66d368e40f1', 'tree', 1, '\x1f8b080000000000000325c9410a02310c05d0bbfc75b1fb5ea514293668ec34199bd441c4bb0bba7bf0f21b9da521c12711028ec9ee244819369f51b4d179685b1b591c2c3cd83ceef5d2eb954e77534109386eeca4cb0d299700ddeb63d1dff61a1b4bffcda77c01d58efd986f000000', '[]'),
	(1, 'sha256:98e0b8ba07c001bfbc9cf613f31c804a938bce518978d8fefe44b8cbc7771da9', 'os-release', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:98e0b8ba07c001bfbc9cf613f31c804a938bce518978d8fefe44b8cbc7771da9', 'dpkg', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:98e0b8ba07c001bfbc9cf613f31c804a938bce518978d8fefe44b8cbc7771da9', 'apk', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:98e0b8ba07c001bfbc9cf613f31c804a938bce518978d8fefe44b8cbc7771da9', 'rpm', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:98e0b8ba07c001bfbc9cf613f31c804a938bce518978d8fefe44b8cbc7771da9', 'node-package', 1, '\x1f8b080000000000000395ce410ac2301085e1bbbc7548ad28420ee1d28d888426d8d86612326d414aef2ea556b4d885bb79031ffce71e95230385a88b4adf2cc4fb523d9a47b450a0e82140da8fa30e46730981ce267681a0b093f9416e3710d0a928a100010e6d2aec7161a6efe9878cba1925a72ea360ecd507d3d696b38966af2879e7401806f17fb777e4bce3e6ab3c975bb95feffe30cbf259ae75cf74597e790233138c2c73010000', '[]'),
	(1, 'sha256:98e0b8ba07c001bfbc9cf613f31c804a938bce518978d8fefe44b8cbc7771da9', 'python-package', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:98e0b8ba07c001bfbc9cf613f31c804a938bce518978d8fefe44b8cbc7771da9', 'go-binary', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:98e0b8ba07c001bfbc9cf613f31c804a938bce518978d8fefe44b8cbc7771da9', 'tree', 1, '\x1f8b080000000000000365ca410a03210c40d1bb642d75ef55448ad4d049d5646a628752e6ee03edaacceec37ff10395b840001b88e0601b64860c21828e97672978ed526643f54d4ad6c5aff956f31d2f0f150677669d983aa9fdc3e4605bc850a62984981cc89a9f137fadefde88ebf7ece900228b659996000000', '[]'),
	(1, 'sha256:00ea0ec8db5688295f270a95408323a235fb5e7f651edb73a776657eb82ca913', 'os-release', 1, '\x1f8b08000000000000038bae56cacecc4b51b252ca2f56d2512a482cc950b2524a2d49d6cf2fd62d4acd494d2c4e55d201495a552b6582d425e61464e681c4ca528b8a33f3f33c4182c67a86167a260841252b25906945a92525957e89b9a9087db5b5b1007b8a9f3774000000', '[]'),
	(1, 'sha256:00ea0ec8db5688295f270a95408323a235fb5e7f651edb73a776657eb82ca913', 'dpkg', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]');
INSERT INTO public.layer_fact VALUES
	(1, 'sha256:00ea0ec8db5688295f270a95408323a235fb5e7f651edb73a776657eb82ca913', 'apk', 1, '\x1f8b08000000000000037d8ec10ac2301044ff65cedb56454ac94778f42222db2468484c43928a52f2ef527b51116f33cbbcd9394cb0c62b08049696cfba529cb9e7a441089c2f1070a66f38d846f58df129b3735a81901f4143808345a1ef9a17bd2831bd47099eafb391637420dc744c66f010e8ea4dbdaee20a048e727e7cefda53bb05210d63947af7012eb7fd2ffcdfee528e4f60687774f4000000', '[]'),
	(1, 'sha256:00ea0ec8db5688295f270a95408323a235fb5e7f651edb73a776657eb82ca913', 'rpm', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:00ea0ec8db5688295f270a95408323a235fb5e7f651edb73a776657eb82ca913', 'node-package', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:00ea0ec8db5688295f270a95408323a235fb5e7f651edb73a776657eb82ca913', 'python-package', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:00ea0ec8db5688295f270a95408323a235fb5e7f651edb73a776657eb82ca913', 'go-binary', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:00ea0ec8db5688295f270a95408323a235fb5e7f651edb73a776657eb82ca913', 'tree', 1, '\x1f8b080000000000000325c9410a02311004c0bff439927bbe1272c89a06878cc99a996511f1efa2de0a2abfd0653424f82211702e71e740caa05fe3b4cba2b2daf754b658f71edb1665985755369480f326ce79b821e51230f7fa38f8b73def2aa3ffe65d3e380c58106e000000', '[]'),
	(1, 'sha256:3683c4db84afb9f48caa85836be470644cb12eac13e39ba36e54f6182baa2bf9', 'os-release', 1, '\x1f8b08000000000000038bae56cacecc4b51b252ca2f56d2512a482cc950b2524a2d49d6cf2fd62d4acd494d2c4e55d201495a552b6582d415e52767572ae92895a5161567e6e77982c42cf58c10224a564a20938a524b4a2afd127353e17a6a6b63012f2fce846f000000', '[]'),
	(1, 'sha256:3683c4db84afb9f48caa85836be470644cb12eac13e39ba36e54f6182baa2bf9', 'dpkg', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:3683c4db84afb9f48caa85836be470644cb12eac13e39ba36e54f6182baa2bf9', 'apk', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:3683c4db84afb9f48caa85836be470644cb12eac13e39ba36e54f6182baa2bf9', 'rpm', 1, '\x1f8b0800000000000003858fcd0ac2301084df65ce698aa0a1e6213c7a11914d136ce85f9ac4a294bcbbc45e54100f03bbc3ecb7cc69416b070d0947754b5753688aa4281830388a0d2466f2656755e95d9fa5150f5367634ec4873390f0ae4762dfa817619de4f21e6518a8cf8ba2d08061363ed87180c48e6f7855086eba3d18c8d7f9ffbd1217b10543186fbe36878fdbd53bfe20fc6b90d2f909b8ae2cd002010000', '[]'),
	(1, 'sha256:3683c4db84afb9f48caa85836be470644cb12eac13e39ba36e54f6182baa2bf9', 'node-package', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:3683c4db84afb9f48caa85836be470644cb12eac13e39ba36e54f6182baa2bf9', 'python-package', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:3683c4db84afb9f48caa85836be470644cb12eac13e39ba36e54f6182baa2bf9', 'go-binary', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:3683c4db84afb9f48caa85836be470644cb12eac13e39ba36e54f6182baa2bf9', 'tree', 1, '\x1f8b080000000000000325c9410a84300c46e1bbfceb6af7bd4ae9a26ac0606d3589238378777166f1e0c1172f2c5c27049810c1e11436a38a104136faa69d50a1acaf7db2f8c283976d7d9b865ef7c246480ee7cc46ed304588c9a16d793fe8fffa5d0bd7e527777a00ac1b8d6e72000000', '[]'),
	(1, 'sha256:ec5cd5cdbae2b87a2b039602cb7bc04acff25ac52e972852ebc68cb5b0c463a3', 'os-release', 1, '\x1f8b08000000000000038bae56cacecc4b51b252ca2f56d2512a482cc950b2524a2d49d6cf2fd62d4acd494d2c4e55d201495a552b6582d42516256728e92895a5161567e6e7798284105c08a7a028b5a4a4d22f313715a6beb636160036ce0ea06a000000', '[]'),
	(1, 'sha256:ec5cd5cdbae2b87a2b039602cb7bc04acff25ac52e972852ebc68cb5b0c463a3', 'dpkg', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:ec5cd5cdbae2b87a2b039602cb7bc04acff25ac52e972852ebc68cb5b0c463a3', 'apk', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:ec5cd5cdbae2b87a2b039602cb7bc04acff25ac52e972852ebc68cb5b0c463a3', 'rpm', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:ec5cd5cdbae2b87a2b039602cb7bc04acff25ac52e972852ebc68cb5b0c463a3', 'node-package', 1, '\x1f8b08000000000000036dcec10ac2301004d07f997348a808423ec2a317115992c5d636bb21690b52faef522a1ec4dbccc083b92ee83b89f0c8147a7a30cc37f905e32b333c24271808a5ad0c1aa9b63098b9d44e051e47db9ceca1810195d0c2030655a712f8fc63f6f5f247661a3759cbec4423df93c669e0ea76ea3ea7ecb3aa605d6f6f8ca17305b9000000', '[]'),
	(1, 'sha256:ec5cd5cdbae2b87a2b039602cb7bc04acff25ac52e972852ebc68cb5b0c463a3', 'python-package', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:ec5cd5cdbae2b87a2b039602cb7bc04acff25ac52e972852ebc68cb5b0c463a3', 'go-binary', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:ec5cd5cdbae2b87a2b039602cb7bc04acff25ac52e972852ebc68cb5b0c463a3', 'tree', 1, '\x1f8b080000000000000325c9410e02210c05d0bbfc35ca9eab10629aa17110868eb43831c6bb1b75f792175fa8a56704d86086c3318a19778408b6c58b9e063726fd9e8e87ef92f9b2499e8dd537c9a4abdf69a974e5f34da523391c6b3196698a109383ec749ffcb73eb7567afdcd3b7d00167466c67e000000', '[]'),
	(1, 'sha256:a653ec85ca1255bab4633f3de7eac2bf8ff69da68108baf9801fe338cd67df67', 'os-release', 1, '\x1f8b08000000000000038bae56cacecc4b51b252ca2f56d2512a482cc950b2524a2d49d6cf2fd62d4acd494d2c4e55d201495a552b6582d425e61464e681c4ca528b8a33f3f33c4182c67a86167a260841252b25906945a92525957e89b9a9087db5b5b1007b8a9f3774000000', '[]'),
	(1, 'sha256:a653ec85ca1255bab4633f3de7eac2bf8ff69da68108baf9801fe338cd67df67', 'dpkg', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:a653ec85ca1255bab4633f3de7eac2bf8ff69da68108baf9801fe338cd67df67', 'apk', 1, '\x1f8b08000000000000037d8ecd0ac2301084df65cedb9f4329250fe1d18b886c7ed09098862415a5f4dda5f6a222de6696f966e730c3d9a0211059393e9b4a7361c9d98010b95c20e0ad6c38ba46cbc6865cd87ba341288f6820c0d161a1ef9a17bd2931bf470981afab5153f220dc4cca760c1018eaae6eabd482c049ad8fef437fea3b10f2382565761fe076dbffc2ffed5e96e31317789510f4000000', '[]'),
	(1, 'sha256:a653ec85ca1255bab4633f3de7eac2bf8ff69da68108baf9801fe338cd67df67', 'rpm', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:a653ec85ca1255bab4633f3de7eac2bf8ff69da68108baf9801fe338cd67df67', 'node-package', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:a653ec85ca1255bab4633f3de7eac2bf8ff69da68108baf9801fe338cd67df67', 'python-package', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:a653ec85ca1255bab4633f3de7eac2bf8ff69da68108baf9801fe338cd67df67', 'go-binary', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:a653ec85ca1255bab4633f3de7eac2bf8ff69da68108baf9801fe338cd67df67', 'tree', 1, '\x1f8b080000000000000325c9410a02311004c0bff439927bbe1272c89a06878cc99a996511f1efa2de0a2abfd0653424f82211702e71e740caa05fe3b4cba2b2daf754b658f71edb1665985755369480f326ce79b821e51230f7fa38f8b73def2aa3ffe65d3e380c58106e000000', '[]'),
	(1, 'sha256:ed270aed0d6a12195e83247c6485deaa59244ff59052a5dc18eccb399a97424e', 'os-release', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:ed270aed0d6a12195e83247c6485deaa59244ff59052a5dc18eccb399a97424e', 'dpkg', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:ed270aed0d6a12195e83247c6485deaa59244ff59052a5dc18eccb399a97424e', 'apk', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:ed270aed0d6a12195e83247c6485deaa59244ff59052a5dc18eccb399a97424e', 'rpm', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:ed270aed0d6a12195e83247c6485deaa59244ff59052a5dc18eccb399a97424e', 'node-package', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:ed270aed0d6a12195e83247c6485deaa59244ff59052a5dc18eccb399a97424e', 'python-package', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:ed270aed0d6a12195e83247c6485deaa59244ff59052a5dc18eccb399a97424e', 'go-binary', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:ed270aed0d6a12195e83247c6485deaa59244ff59052a5dc18eccb399a97424e', 'tree', 1, '\x1f8b080000000000000325c9310a80300c05d0bbfcb9e8deab940e8a014335d526b58a787741b7072fdc482c133cac10c1a1153623810fd072f4c3a824d6d969880e6d66a35c4de14374c8dbb057faadd7bab0a46f9ef802f0efed6d57000000', '[]'),
	(1, 'sha256:08f193f4c1377bf8018748ecf223ae3f858caf3b63a821dad8bdc069a981fd31', 'os-release', 1, '\x1f8b08000000000000038bae56cacecc4b51b252ca2f56d2512a482cc950b2524a2d49d6cf2fd62d4acd494d2c4e55d201495a552b6582d4a5a4266526e629e92895a5161567e6e77982040d8d10024a564a20938a524b4a2afd12735395ac945cc07a14dcfd42f57d32f34a2b140c8d946a6b630109c53ae17d000000', '[]'),
	(1, 'sha256:08f193f4c1377bf8018748ecf223ae3f858caf3b63a821dad8bdc069a981fd31', 'dpkg', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:08f193f4c1377bf8018748ecf223ae3f858caf3b63a821dad8bdc069a981fd31', 'apk', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:08f193f4c1377bf8018748ecf223ae3f858caf3b63a821dad8bdc069a981fd31', 'rpm', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:08f193f4c1377bf8018748ecf223ae3f858caf3b63a821dad8bdc069a981fd31', 'node-package', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:08f193f4c1377bf8018748ecf223ae3f858caf3b63a821dad8bdc069a981fd31', 'python-package', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:08f193f4c1377bf8018748ecf223ae3f858caf3b63a821dad8bdc069a981fd31', 'go-binary', 1, '\x1f8b0800000000000003adce4d0e82301005e0bbbc95264d115d98f4102edd18170526d850daa6148221dcdd20f10f6163dccd4cf2de7ca70e853219049c4c0b9913d873121dc2d5110472aba5c9c1606439ec55c8b44ac0d090af94351088f976c36330489f5e200086cad63ea5c324325e8fdf4127c310ac2b1f25ca44c15a8dbe673f01a995a5d3c4adcfc7a277ea2aa386f47ad93a939eaa5f1dff648ffbfd6f1b056ac387bbd9f01ddf2fb3e7d253f7a3625e7dbe014d7a20fd0f020000', '[]'),
	(1, 'sha256:08f193f4c1377bf8018748ecf223ae3f858caf3b63a821dad8bdc069a981fd31', 'tree', 1, '\x1f8b080000000000000325c94b0a80300c05c0bbbc75a5fb5ea574e12760b036daa488887717753730f1c2c26542805522381c95cda82044908d5eb4ab94a9d7f79a563f70f12692911c8e998da49922c4e4205bbf37faade79ab92cdfdce901a687114666000000', '[]'),
	(1, 'sha256:f4a30c061ca42be4aa4268e239c2a4cc3e780ace8992f9e676e28743ac973f64', 'os-release', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:f4a30c061ca42be4aa4268e239c2a4cc3e780ace8992f9e676e28743ac973f64', 'dpkg', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:f4a30c061ca42be4aa4268e239c2a4cc3e780ace8992f9e676e28743ac973f64', 'apk', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:f4a30c061ca42be4aa4268e239c2a4cc3e780ace8992f9e676e28743ac973f64', 'rpm', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]');
INSERT INTO public.layer_fact VALUES
	(1, 'sha256:f4a30c061ca42be4aa4268e239c2a4cc3e780ace8992f9e676e28743ac973f64', 'node-package', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:f4a30c061ca42be4aa4268e239c2a4cc3e780ace8992f9e676e28743ac973f64', 'python-package', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:f4a30c061ca42be4aa4268e239c2a4cc3e780ace8992f9e676e28743ac973f64', 'go-binary', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:f4a30c061ca42be4aa4268e239c2a4cc3e780ace8992f9e676e28743ac973f64', 'tree', 1, '\x1f8b080000000000000325c9410a80201005d0bbfcb5d4deab888ba289064d6b1cb388ee1ed4eec1733702a709162a443068c2aa94601d8a1cfd487316eaf4547883b6b052ae5a609d37c8dbb057fa5dae35720adf3cfe0566f3bb3c57000000', '[]'),
	(1, 'sha256:ed83f08bcdff5a9f16b6953e9e719453bbdc8671f50e81227a041e73e196d5ed', 'os-release', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:ed83f08bcdff5a9f16b6953e9e719453bbdc8671f50e81227a041e73e196d5ed', 'dpkg', 1, '\x1f8b0800000000000003ad8ecb0e82301045ffe5ae4b119fd88f70e9c6b81868450242d3161343f87753311188d1c4b89b9b9973e71c5a14792521a0292d2853812447095905064dee0c812b99b0cc9350ea220bad23d75830b89b5610902a41c7a62d0fb89f443b3c65a8e8e2837f119cf252f9aeab3236af2b084473be040399d47fa68b5cfb68ebc6a46af786ec37fb29ffc1bcfbc5b6d6aab2b61ca92ef88c47ab20faa2fb42a7ae83827ffba68d19cb6e781cf328d86ebfd83ec1a9ea10ffe87abc03b5c49fe851020000', '[]'),
	(1, 'sha256:ed83f08bcdff5a9f16b6953e9e719453bbdc8671f50e81227a041e73e196d5ed', 'apk', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:ed83f08bcdff5a9f16b6953e9e719453bbdc8671f50e81227a041e73e196d5ed', 'rpm', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:ed83f08bcdff5a9f16b6953e9e719453bbdc8671f50e81227a041e73e196d5ed', 'node-package', 1, '\x1f8b08000000000000036dcec10ac2301004d07f997348a808423ec2a317115992c5d636bb21690b52faef522a1ec4dbccc083b92ee83b89f0c8147a7a30cc37f905e32b333c24271808a5ad0c1aa9b63098b9d44e051e47db9ceca1810195d0c2030655a712f8fc63f6f5f247661a3759cbec4423df93c669e0ea76ea3ea7ecb3aa605d6f6f8ca17305b9000000', '[]'),
	(1, 'sha256:ed83f08bcdff5a9f16b6953e9e719453bbdc8671f50e81227a041e73e196d5ed', 'python-package', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:ed83f08bcdff5a9f16b6953e9e719453bbdc8671f50e81227a041e73e196d5ed', 'go-binary', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(1, 'sha256:ed83f08bcdff5a9f16b6953e9e719453bbdc8671f50e81227a041e73e196d5ed', 'tree', 1, '\x1f8b080000000000000325c9410ac2301005d0bbfc7570f6b94a0912cdd0c6a4999899b488787741770fdef246c92dc1c306331cce91cdb8c12fd0715093c4d75dd2acac542545dda8c77b892b5f1e2a0d0e471c54f38d522f2ba9459b8ae0706ed958a629fc121ca4c7e7e4bff5b5d7dcca6f3ee10bbcf2b65083000000', '[]'),
	(2, 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356', 'os-release', 1, '\x1f8b08000000000000038bae56cacecc4b51b252ca2f56d2512a482cc950b2524a2d49d6cf2fd62d4acd494d2c4e55d201495a552b6582d4a5a4266526e629e92895a5161567e6e77982040d8d10024a564a20938a524b4a2afd12735395ac945cc07a14dcfd42f57d32f34a2b140c8d946a6b630109c53ae17d000000', '[]'),
	(2, 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356', 'dpkg', 1, '\x1f8b0800000000000003adcedf0a823014c7f177f95dcfa915fdd94374d94d747174cb44d3b1cd20c4778f65904a2444773b6cdfb3cfb145915712029ad2823215487294905560d0e42e10b89109cb3c09a52eb2d03a728d0583bb6b0501a912746cbae519f727d10e9f325474f583ff2238e7a5f2bb6ecad8bcae20102ff80a0c6452ff335de5da8fb66e4caaf61fcafee630edbfc8bb5fb4b55695b5e588bae411df05f18cf65d4ea9effedfdab43163ea866fb73c0ee26806fb0aa7d261fed57a7a0002b27f774f020000', '[]'),
	(2, 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356', 'apk', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(2, 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356', 'rpm', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(2, 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356', 'node-package', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(2, 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356', 'python-package', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(2, 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356', 'go-binary', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(2, 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356', 'tree', 1, '\x1f8b080000000000000325c9410ac3201005d0bbfcb5c1bd571117360ee9a055e38c0da1e4ee25edeec1f31f64ae090e3a8860700c56a50ae741bada26cba04251ee7bc7610b3f6cea79b3a251a720181c4f566a5305ce0783d6e33ee96f395f856bfecd15be4e6cfad86d000000', '[]'),
	(2, 'sha256:ed83f08bcdff5a9f16b6953e9e719453bbdc8671f50e81227a041e73e196d5ed', 'os-release', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(2, 'sha256:ed83f08bcdff5a9f16b6953e9e719453bbdc8671f50e81227a041e73e196d5ed', 'dpkg', 1, '\x1f8b0800000000000003ad8ecb0e82301045ffe5ae4b119fd88f70e9c6b81868450242d3161343f87753311188d1c4b89b9b9973e71c5a14792521a0292d2853812447095905064dee0c812b99b0cc9350ea220bad23d75830b89b5610902a41c7a62d0fb89f443b3c65a8e8e2837f119cf252f9aeab3236af2b084473be040399d47fa68b5cfb68ebc6a46af786ec37fb29ffc1bcfbc5b6d6aab2b61ca92ef88c47ab20faa2fb42a7ae83827ffba68d19cb6e781cf328d86ebfd83ec1a9ea10ffe87abc03b5c49fe851020000', '[]'),
	(2, 'sha256:ed83f08bcdff5a9f16b6953e9e719453bbdc8671f50e81227a041e73e196d5ed', 'apk', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(2, 'sha256:ed83f08bcdff5a9f16b6953e9e719453bbdc8671f50e81227a041e73e196d5ed', 'rpm', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(2, 'sha256:ed83f08bcdff5a9f16b6953e9e719453bbdc8671f50e81227a041e73e196d5ed', 'node-package', 1, '\x1f8b08000000000000036dcec10ac2301004d07f997348a808423ec2a317115992c5d636bb21690b52faef522a1ec4dbccc083b92ee83b89f0c8147a7a30cc37f905e32b333c24271808a5ad0c1aa9b63098b9d44e051e47db9ceca1810195d0c2030655a712f8fc63f6f5f247661a3759cbec4423df93c669e0ea76ea3ea7ecb3aa605d6f6f8ca17305b9000000', '[]'),
	(2, 'sha256:ed83f08bcdff5a9f16b6953e9e719453bbdc8671f50e81227a041e73e196d5ed', 'python-package', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(2, 'sha256:ed83f08bcdff5a9f16b6953e9e719453bbdc8671f50e81227a041e73e196d5ed', 'go-binary', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(2, 'sha256:ed83f08bcdff5a9f16b6953e9e719453bbdc8671f50e81227a041e73e196d5ed', 'tree', 1, '\x1f8b080000000000000325c9410ac2301005d0bbfc7570f6b94a0912cdd0c6a4999899b488787741770fdef246c92dc1c306331cce91cdb8c12fd0715093c4d75dd2acac542545dda8c77b892b5f1e2a0d0e471c54f38d522f2ba9459b8ae0706ed958a629fc121ca4c7e7e4bff5b5d7dcca6f3ee10bbcf2b65083000000', '[]'),
	(2, 'sha256:98e0b8ba07c001bfbc9cf613f31c804a938bce518978d8fefe44b8cbc7771da9', 'os-release', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(2, 'sha256:98e0b8ba07c001bfbc9cf613f31c804a938bce518978d8fefe44b8cbc7771da9', 'dpkg', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(2, 'sha256:98e0b8ba07c001bfbc9cf613f31c804a938bce518978d8fefe44b8cbc7771da9', 'apk', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(2, 'sha256:98e0b8ba07c001bfbc9cf613f31c804a938bce518978d8fefe44b8cbc7771da9', 'rpm', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(2, 'sha256:98e0b8ba07c001bfbc9cf613f31c804a938bce518978d8fefe44b8cbc7771da9', 'node-package', 1, '\x1f8b080000000000000395ce410ac2301085e1bbbc7548ad28420ee1d28d888426d8d86612326d414aef2ea556b4d885bb79031ffce71e95230385a88b4adf2cc4fb523d9a47b450a0e82140da8fa30e46730981ce267681a0b093f9416e3710d0a928a100010e6d2aec7161a6efe9878cba1925a72ea360ecd507d3d696b38966af2879e7401806f17fb777e4bce3e6ab3c975bb95feffe30cbf259ae75cf74597e790233138c2c73010000', '[]'),
	(2, 'sha256:98e0b8ba07c001bfbc9cf613f31c804a938bce518978d8fefe44b8cbc7771da9', 'python-package', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(2, 'sha256:98e0b8ba07c001bfbc9cf613f31c804a938bce518978d8fefe44b8cbc7771da9', 'go-binary', 1, '\x1f8b08000000000000038b8e050029bb4c0d02000000', '[]'),
	(2, 'sha256:98e0b8ba07c001bfbc9cf613f31c804a938bce518978d8fefe44b8cbc7771da9', 'tree', 1, '\x1f8b080000000000000365ca410a03210c40d1bb642d75ef55448ad4d049d5646a628752e6ee03edaacceec37ff10395b840001b88e0601b64860c21828e97672978ed526643f54d4ad6c5aff956f31d2f0f150677669d983aa9fdc3e4605bc850a62984981cc89a9f137fadefde88ebf7ece900228b659996000000', '[]');

-- Data for Name: manifest; Type: TABLE DATA; Schema: public; Owner: -

INSERT INTO public.manifest VALUES
	(1, 'sha256:6c3b7654fe6d814f4cdf59a33b0dd7fe1ef05e9bd2c3da467d67614de35f9877', 'artifact', 'application/vnd.oci.image.manifest.v1+json', 'sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a', 9, NULL, NULL, 1, 'charts/web', 'unscanned', NULL, NULL, NULL, NULL, NULL, 0, 0, 0),
	(1, 'sha256:1f5c9adfd16c52c1fd03d2f3eb4337b654d098f14805ed531f486d6e5ab8ca9e', 'image', 'application/vnd.oci.image.manifest.v1+json', 'sha256:37ac2410bc6733e965547b248734a05c1800b7ca441a23c1b24822eef47fb703', 1070, '{"os": "linux", "architecture": "amd64"}', '2026-04-01 00:00:00+00', 1, 'broken/later', 'oversized', 'image_over_sized', 'the image has 1070 bytes, more than the limit of 10', '2026-11-27 07:34:52.274+00', NULL, 'high', 3, 0, 0),
	(1, 'sha256:1a206b26cfc7de70d336a7b7001748aed74b92eb980b25d6ed0e885c2620fafb', 'image', 'application/vnd.oci.image.manifest.v1+json', 'sha256:b4e55f1c311030d932af53184a789f4a2dd4880906698f6f26337e1375075dcb', 552, '{"os": "linux", "architecture": "amd64"}', '2026-01-02 00:00:00+00', 2, 'shop/base', 'succeeded', NULL, NULL, '2026-11-27 07:34:51.701+00', NULL, 'high', 2, 0, 0),
	(1, 'sha256:04b88c12ffae92ff6fcc096ef60447a4d91e2bb525148e72cc0e06dd5e36ca7d', 'image', 'application/vnd.oci.image.manifest.v1+json', 'sha256:8f4c828be6cd306796a91868dcc543409f2d9379a936d4429efc3b110211ef32', 791, '{"os": "linux", "architecture": "amd64"}', '2026-04-01 00:00:00+00', 1, 'broken/corrupt', 'download_failed', 'download_failed', 'layer sha256:5f130991ab6e5397e80960a4a146e85592ce0a0a9c4e0b3cc587082ff330b620 holds other bytes: they are sha256:1292fe807aef52912b37aee6ef659191b7d08a40b53464674ab9084de890718d', '2026-11-27 07:34:52.34+00', NULL, NULL, 0, 0, 0),
	(1, 'sha256:47e128c9f590e32f4f412690a5b904813d54cb75eef04e212c6d221483c4f5f9', 'image', 'application/vnd.oci.image.manifest.v1+json', 'sha256:23de3b8165d74a3f40976b3ccf3636f3f6f413fd2b764d6f5d49845c8d5eb80c', 925, '{"os": "linux", "architecture": "amd64"}', '2026-01-05 00:00:00+00', 2, 'shop/web', 'succeeded', NULL, NULL, '2026-11-27 07:34:51.811+00', NULL, 'high', 4, 0, 0),
	(1, 'sha256:6133f9416880d4d30011ed81e25a8562cfd3c5be0267beb2444fb491eb33bf73', 'image', 'application/vnd.oci.image.manifest.v1+json', 'sha256:8ecb1b706ddf0f9dc1b4a7095a40c86c770984925e7a7f5b47339eada5bf8de9', 768, '{"os": "linux", "architecture": "amd64"}', '2026-02-12 00:00:00+00', 1, 'systems/rocky', 'succeeded', NULL, NULL, '2026-11-27 07:34:51.879+00', NULL, 'medium', 1, 0, 0),
	(1, 'sha256:a0248825da4c9ed7fd89a83201743155bdbd9a9c98a4de67a38bbb4f540cdd51', 'schema1', 'application/vnd.docker.distribution.manifest.v1+json', NULL, 0, NULL, NULL, 1, 'legacy/app', 'failed', 'schema_v1_not_support', 'schema 1 manifests cannot be scanned', '2026-11-27 07:34:51.976+00', NULL, NULL, 0, 0, 0),
	(1, 'sha256:a62d2dc8621007652b70a63031cc439daafdbe7b9ff8af674aace4f4bd0e1f76', 'image', 'application/vnd.oci.image.manifest.v1+json', 'sha256:34063fdf47ba7f83b022123d102b468bc1a8a2a45952e131009425f70e9d293e', 790, '{"os": "linux", "architecture": "amd64"}', '2026-04-01 00:00:00+00', 1, 'absent/app', 'succeeded', NULL, NULL, '2026-11-27 07:34:52.044+00', NULL, 'high', 2, 0, 0),
	(1, 'sha256:1372ef2e75ec41e3a444f39b4c41534a3f55f11a116e00f81d1e5e506b1529c3', 'image', 'application/vnd.oci.image.manifest.v1+json', 'sha256:2c11058f8ed02ada12175b2e11612ad6853867006c0a893f29d1b6153908cf76', 860, '{"os": "linux", "architecture": "amd64"}', '2026-02-10 00:00:00+00', 1, 'shop/api', 'queued', NULL, NULL, '2026-11-27 07:34:51.676+00', NULL, 'high', 3, 0, 0),
	(1, 'sha256:d82910a5236e7374cbbe1e7559a77173d292896e12de5f8935272777818cee74', 'image', 'application/vnd.oci.image.manifest.v1+json', 'sha256:7faa0575506e55945e69283c18644563c0783479db8b027c95f2f999776c0910', 789, '{"os": "linux", "architecture": "amd64"}', '2026-04-01 00:00:00+00', 1, 'broken/large', 'oversized', 'image_over_sized', 'the image has 789 bytes, more than the limit of 10', '2026-11-27 07:34:52.287+00', NULL, NULL, 0, 0, 0),
	(1, 'sha256:a6d2d90151db52dce1fb5eed2a569e5a9cd727a7430fde70651ec189292f7632', 'image', 'application/vnd.oci.image.manifest.v1+json', 'sha256:10419e258e71d3440bba477cdab0f1061dbc7475c7e5b21aaa733b0481ee0533', 693, '{"os": "linux", "architecture": "amd64"}', '2026-02-11 00:00:00+00', 1, 'shop/tool', 'succeeded', NULL, NULL, '2026-11-27 07:34:55.659+00', NULL, 'high', 1, 0, 0),
	(1, 'sha256:17a24926bd0702a02720de3692df120d0932cf2fa21a55374dda733938d96190', 'index', 'application/vnd.oci.image.index.v1+json', NULL, 6694, NULL, NULL, 1, 'tools/multi', 'unscanned', NULL, NULL, NULL, NULL, NULL, 0, 0, 0),
	(1, 'sha256:81d2d21bc13246d608663d462046e10b3a45bbb3f504baecbec1db14db4c8365', 'image', 'application/vnd.oci.image.manifest.v1+json', 'sha256:4a28bdcb671551407b92538534554683dd2c250c89a11231ed8f5a158496cd96', 3347, '{"os": "linux", "architecture": "arm64"}', '2026-02-20 00:00:00+00', 1, 'tools/multi', 'succeeded', NULL, NULL, '2026-11-27 07:34:51.94+00', NULL, 'none', 0, 0, 0),
	(1, 'sha256:511e11e1d5bf6de3ea45ac06f186b86330eecfe1fb28f7185bdcd981f6ba67ea', 'image', 'application/vnd.oci.image.manifest.v1+json', 'sha256:f3aafe1e7169d73e34b4908591a3dafaa8ca87cb62617aa0fdd3bd92e2859a3b', 3347, '{"os": "linux", "architecture": "amd64"}', '2026-02-20 00:00:00+00', 1, 'tools/multi', 'succeeded', NULL, NULL, '2026-11-27 07:34:51.845+00', NULL, 'high', 1, 0, 0),
	(1, 'sha256:637bea538f4d9a53371a221d2335f2bbc87c73d20f86f1a583ae57a7cb6d0c04', 'image', 'application/vnd.oci.image.manifest.v1+json', 'sha256:04aadd316774c984a7a39bfa73078cf25652a0fc73ccd626ffb0fea12dd91e8b', 455, '{"os": "linux", "architecture": "amd64"}', '2026-02-14 00:00:00+00', 1, 'systems/arch', 'succeeded', NULL, NULL, '2026-11-27 07:34:51.91+00', NULL, NULL, 0, 0, 0),
	(1, 'sha256:9a491f29cea2aae2475410139791c8e621b226001ebfe693c4170b18cffcfa87', 'image', 'application/vnd.oci.image.manifest.v1+json', 'sha256:622e380b4e871a755cf7a5c857f97950048089981ec647d483681279dde8f67b', 768, '{"os": "linux", "architecture": "amd64"}', '2026-02-15 00:00:00+00', 1, 'broken/torn', 'failed', 'failed_to_scan_file', 'layer is not a complete gzip stream: unexpected end of file', '2026-11-27 07:34:51.963+00', NULL, NULL, 0, 0, 0),
	(1, 'sha256:a13ffab3d331811849f0dacec176a6a9ba1659d33b51ea4be492865643ad152c', 'image', 'application/vnd.oci.image.manifest.v1+json', 'sha256:ac440870d33de7bd507b5ce04f99bc9ad7fea64e478297fb654bbabb306022e3', 788, '{"os": "linux", "architecture": "amd64"}', '2026-04-01 00:00:00+00', 1, 'broken/lost', 'failed', 'get_detail_info_not_found', '127.0.0.1:33671 answered 404 (BLOB_UNKNOWN) to the blob sha256:15960ab1c264c3dcdb22804a44d8d98423ec1b3831940b3dd25464bdeb5df5e0 of broken/lost', '2026-11-27 07:34:51.999+00', NULL, NULL, 0, 0, 0),
	(1, 'sha256:cfe00797bc710c3eb66ba274a0cfa7387741f18b4d96a87f71a6102a6e2fb8aa', 'image', 'application/vnd.oci.image.manifest.v1+json', 'sha256:93fc75b27c2d4f926c04fc04a4db49bc0e70c3573b6c0789111267d44196d475', 959, '{"os": "linux", "architecture": "amd64"}', '2026-03-02 00:00:00+00', 2, 'shop/web', 'succeeded', NULL, NULL, '2026-11-27 07:34:52.133+00', NULL, 'none', 0, 0, 0),
	(1, 'sha256:1a45faa4238e73ce69ba8588d6803f2ed750b717d0b037000500f26035fa867a', 'image', 'application/vnd.oci.image.manifest.v1+json', 'sha256:b5fa1964a8326b8fa36c3f8becb84d29719a0acee3641f0f3e06ea9babfb3be9', 489, '{"os": "linux", "architecture": "amd64"}', '2026-02-13 00:00:00+00', 1, 'systems/ubuntu', 'succeeded', NULL, NULL, '2026-11-27 07:34:51.738+00', NULL, NULL, 0, 0, 0),
	(2, 'sha256:1a206b26cfc7de70d336a7b7001748aed74b92eb980b25d6ed0e885c2620fafb', 'image', 'application/vnd.oci.image.manifest.v1+json', 'sha256:b4e55f1c311030d932af53184a789f4a2dd4880906698f6f26337e1375075dcb', 552, '{"os": "linux", "architecture": "amd64"}', '2026-01-02 00:00:00+00', 1, 'shop/base', 'succeeded', NULL, NULL, '2026-11-27 07:34:52.21+00', NULL, 'high', 2, 0, 0),
	(1, 'sha256:8a6813c127a0d03550686f7a4b49c2845646e7cdc4232953ec057fbc07d433ee', 'image', 'application/vnd.oci.image.manifest.v1+json', 'sha256:ca8b044ada378ee750edd55e5cda7284595235d7ad77bc274e12869f7cac21b1', 790, '{"os": "linux", "architecture": "amd64"}', '2026-04-01 00:00:00+00', 1, 'waiting/filled', 'unscanned', NULL, NULL, NULL, NULL, NULL, 0, 0, 0),
	(2, 'sha256:cfe00797bc710c3eb66ba274a0cfa7387741f18b4d96a87f71a6102a6e2fb8aa', 'image', 'application/vnd.oci.image.manifest.v1+json', 'sha256:93fc75b27c2d4f926c04fc04a4db49bc0e70c3573b6c0789111267d44196d475', 959, '{"os": "linux", "architecture": "amd64"}', '2026-03-02 00:00:00+00', 1, 'shop/web', 'succeeded', NULL, NULL, '2026-11-27 07:34:52.166+00', NULL, 'none', 0, 0, 0),
	(2, 'sha256:47e128c9f590e32f4f412690a5b904813d54cb75eef04e212c6d221483c4f5f9', 'image', 'application/vnd.oci.image.manifest.v1+json', 'sha256:23de3b8165d74a3f40976b3ccf3636f3f6f413fd2b764d6f5d49845c8d5eb80c', 925, '{"os": "linux", "architecture": "amd64"}', '2026-01-05 00:00:00+00', 1, 'shop/web', 'succeeded', NULL, NULL, '2026-11-27 07:34:52.19+00', NULL, 'high', 4, 0, 0),
	(1, 'sha256:27aa74c911cd0751940e4c5b2258d11c39d961e5fe6a344dd98abd93f1fb8e12', 'image', 'application/vnd.oci.image.manifest.v1+json', 'sha256:1add2997f241ed6ed56378036dadefa1ab890d169f0d899742c153e6b084f837', 791, '{"os": "linux", "architecture": "amd64"}', '2026-04-01 00:00:00+00', 1, 'waiting/retried', 'scanning', NULL, NULL, NULL, NULL, NULL, 0, 0, 0),
	(1, 'sha256:638340ac31f3a593a2c969b7aebe3580a52651590749d40a9eab50e9fd4d6bc3', 'image', 'application/vnd.oci.image.manifest.v1+json', 'sha256:ec05642e43fda75ae3aeecf32656fcb03fe0dade11450aef27fad061f0262b94', 790, '{"os": "linux", "architecture": "amd64"}', '2026-04-01 00:00:00+00', 1, 'waiting/queued', 'unscanned', NULL, NULL, NULL, NULL, NULL, 0, 0, 0),
	(1, 'sha256:83119a1b5252d313860ab4e2f7a9e3b0792564fe66e29178a77d9abd9c196412', 'image', 'application/vnd.oci.image.manifest.v1+json', 'sha256:73edc7230a1218906add0ac86fb81e70a0b873ffea5e9d88c4304cd57612ebc0', 788, '{"os": "linux", "architecture": "amd64"}', '2026-04-01 00:00:00+00', 1, 'waiting/gone', 'queued', NULL, NULL, NULL, NULL, NULL, 0, 0, 0),
	(1, 'sha256:19b1e96c28f8588614c053e0b43f0dd2402c19ff9b770161386dba7d31a10093', 'image', 'application/vnd.oci.image.manifest.v1+json', 'sha256:4ad492f0077c3a096be93014a2be83fdc3db45a44a865ced34b101f51a0d90bf', 789, '{"os": "linux", "architecture": "amd64"}', '2026-04-01 00:00:00+00', 1, 'waiting/first', 'queued', NULL, NULL, NULL, NULL, NULL, 0, 0, 0),
	(1, 'sha256:5d93aa9fbce69af938a291867cc1440c7dcb7ae67ca8e54cd7ecc2f220b47777', 'image', 'application/vnd.oci.image.manifest.v1+json', 'sha256:d76502848ce6da7096e7a15e538d5472adc215e0126605db67de63f802df8037', 789, '{"os": "linux", "architecture": "amd64"}', '2026-04-01 00:00:00+00', 1, 'moving/app', 'unscanned', NULL, NULL, NULL, NULL, NULL, 0, 0, 0),
	(1, 'sha256:6be88bd530d5799d8cecfd79bc41bca3ab8a3258c3f1999811abba63de98cf0d', 'image', 'application/vnd.oci.image.manifest.v1+json', 'sha256:4e0e19134506412cad348cac5f7fb765925f5aec43e56d9b63c9a8857faf3ffc', 790, '{"os": "linux", "architecture": "amd64"}', '2026-04-01 00:00:00+00', 1, 'waiting/scanning', 'scanning', NULL, NULL, NULL, NULL, NULL, 0, 0, 0),
	(1, 'sha256:2eab3add9b144bde61a5f1ad7816267ce52b6ed196a87b26caa39267052ec7e7', 'image', 'application/vnd.oci.image.manifest.v1+json', 'sha256:ba90841c3b5bf951ac064403330fa52e61b7d84dd0b14576661a7bd5c4515d92', 789, '{"os": "linux", "architecture": "amd64"}', '2026-04-01 00:00:00+00', 1, 'waiting/taken', 'queued', NULL, NULL, NULL, NULL, NULL, 0, 0, 0),
	(1, 'sha256:1e980b5fe237a2f40bbdb02df2a2d0088207c9ebaf1e1081ba4d9943d7f46d04', 'image', 'application/vnd.oci.image.manifest.v1+json', 'sha256:2e840ccb280243f9e7f40f476d6c357c50dd0d04318fc6a7df61018d27766a9e', 789, '{"os": "linux", "architecture": "amd64"}', '2026-04-01 00:00:00+00', 1, 'waiting/third', 'queued', NULL, NULL, NULL, NULL, NULL, 0, 0, 0),
	(1, 'sha256:b4216c9868a426d416244f560680624c4d5ce9ebabe5aa5f9d53204b05331612', 'image', 'application/vnd.oci.image.manifest.v1+json', 'sha256:ac82725139f1885422cbf73e705a019f12878a1278050804ba6c5c7d20fe61e6', 790, '{"os": "linux", "architecture": "amd64"}', '2026-04-01 00:00:00+00', 1, 'waiting/second', 'queued', NULL, NULL, NULL, NULL, NULL, 0, 0, 0);

-- Data for Name: manifest_child; Type: TABLE DATA; Schema: public; Owner: -

INSERT INTO public.manifest_child VALUES
	(1, 'sha256:17a24926bd0702a02720de3692df120d0932cf2fa21a55374dda733938d96190', 0, 'sha256:511e11e1d5bf6de3ea45ac06f186b86330eecfe1fb28f7185bdcd981f6ba67ea', '{"os": "linux", "architecture": "amd64"}'),
	(1, 'sha256:17a24926bd0702a02720de3692df120d0932cf2fa21a55374dda733938d96190', 1, 'sha256:81d2d21bc13246d608663d462046e10b3a45bbb3f504baecbec1db14db4c8365', '{"os": "linux", "architecture": "arm64"}');

-- Data for Name: manifest_layer; Type: TABLE DATA; Schema: public; Owner: -

INSERT INTO public.manifest_layer VALUES
	(1, 'sha256:6c3b7654fe6d814f4cdf59a33b0dd7fe1ef05e9bd2c3da467d67614de35f9877', 0, 'sha256:a8c938318041ff413b5be251f171ce9ea478b3b957e5fd20b00a9d4de73a541d', NULL, 'application/vnd.cncf.helm.chart.content.v1.tar+gzip', 7, NULL),
	(1, 'sha256:a62d2dc8621007652b70a63031cc439daafdbe7b9ff8af674aace4f4bd0e1f76', 0, 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356', 'sha256:0ba9a95d3c08e1bddf48a5ace0111d45c1d40bbc969848d6fd34a48b92da6170', 'application/vnd.oci.image.layer.v1.tar+gzip', 286, 'layer 0'),
	(1, 'sha256:a62d2dc8621007652b70a63031cc439daafdbe7b9ff8af674aace4f4bd0e1f76', 1, 'sha256:ed270aed0d6a12195e83247c6485deaa59244ff59052a5dc18eccb399a97424e', 'sha256:58ffa053bb1ca3fd64124d3728143e8b122ecd3b51c2cb17fd74779e42815340', 'application/vnd.oci.image.layer.v1.tar+gzip', 106, 'layer 1'),
	(1, 'sha256:d82910a5236e7374cbbe1e7559a77173d292896e12de5f8935272777818cee74', 0, 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356', 'sha256:0ba9a95d3c08e1bddf48a5ace0111d45c1d40bbc969848d6fd34a48b92da6170', 'application/vnd.oci.image.layer.v1.tar+gzip', 286, 'layer 0'),
	(1, 'sha256:d82910a5236e7374cbbe1e7559a77173d292896e12de5f8935272777818cee74', 1, 'sha256:9ce1de331a035f218bb5cff1ef81ec6ec5f2fa973b4d27e2793c4a280a102aa6', 'sha256:04d680d670df51823299355c20f5460e1cbdc7a8873f64691f243825c1afa2da', 'application/vnd.oci.image.layer.v1.tar+gzip', 105, 'layer 1'),
	(1, 'sha256:04b88c12ffae92ff6fcc096ef60447a4d91e2bb525148e72cc0e06dd5e36ca7d', 0, 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356', 'sha256:0ba9a95d3c08e1bddf48a5ace0111d45c1d40bbc969848d6fd34a48b92da6170', 'application/vnd.oci.image.layer.v1.tar+gzip', 286, 'layer 0'),
	(1, 'sha256:04b88c12ffae92ff6fcc096ef60447a4d91e2bb525148e72cc0e06dd5e36ca7d', 1, 'sha256:5f130991ab6e5397e80960a4a146e85592ce0a0a9c4e0b3cc587082ff330b620', 'sha256:b6f82607e21d1c84ca12128324d1b913093a63b718c377364d7c8a03393547ed', 'application/vnd.oci.image.layer.v1.tar+gzip', 107, 'layer 1'),
	(1, 'sha256:1372ef2e75ec41e3a444f39b4c41534a3f55f11a116e00f81d1e5e506b1529c3', 0, 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356', 'sha256:0ba9a95d3c08e1bddf48a5ace0111d45c1d40bbc969848d6fd34a48b92da6170', 'application/vnd.oci.image.layer.v1.tar+gzip', 286, 'layer 0'),
	(1, 'sha256:1372ef2e75ec41e3a444f39b4c41534a3f55f11a116e00f81d1e5e506b1529c3', 1, 'sha256:7c67bc381616aecad32dc0e3818b04c352bdc1e47bb3a5ef6f2b477d709962ff', 'sha256:4a71ce7dea2998ba385b7ec43d2b0fe41e32bd6ee837948fd49393fc489596c7', 'application/vnd.oci.image.layer.v1.tar+gzip', 176, 'layer 1'),
	(1, 'sha256:6133f9416880d4d30011ed81e25a8562cfd3c5be0267beb2444fb491eb33bf73', 0, 'sha256:3683c4db84afb9f48caa85836be470644cb12eac13e39ba36e54f6182baa2bf9', 'sha256:1c2c411fab37772e7a2fec9c37386e967c1499ff62e7a4b22ff70cae16a63f37', 'application/vnd.oci.image.layer.v1.tar+gzip', 502, 'layer 0'),
	(1, 'sha256:1f5c9adfd16c52c1fd03d2f3eb4337b654d098f14805ed531f486d6e5ab8ca9e', 0, 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356', 'sha256:0ba9a95d3c08e1bddf48a5ace0111d45c1d40bbc969848d6fd34a48b92da6170', 'application/vnd.oci.image.layer.v1.tar+gzip', 286, 'layer 0'),
	(1, 'sha256:1f5c9adfd16c52c1fd03d2f3eb4337b654d098f14805ed531f486d6e5ab8ca9e', 1, 'sha256:fe483bc382231c7a00781d6fe5d76714d54453cd8a4c196145572f755302da31', 'sha256:cc0750460499460dfc4fbc4d9d2efa2de609501ccec3b69d4d0bf4e415b803bb', 'application/vnd.oci.image.layer.v1.tar+gzip', 105, 'layer 1'),
	(1, 'sha256:1f5c9adfd16c52c1fd03d2f3eb4337b654d098f14805ed531f486d6e5ab8ca9e', 2, 'sha256:872d934fdba0c90c8aafe44420d4d29e20f35d7b6e6c343e860ca66d368e40f1', 'sha256:6a12daed858d4f74bf6eade0570795d742e23e7cedb87a99ada919272f3e0430', 'application/vnd.oci.image.layer.v1.tar+gzip', 149, 'layer 2'),
	(1, 'sha256:1a206b26cfc7de70d336a7b7001748aed74b92eb980b25d6ed0e885c2620fafb', 0, 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356', 'sha256:0ba9a95d3c08e1bddf48a5ace0111d45c1d40bbc969848d6fd34a48b92da6170', 'application/vnd.oci.image.layer.v1.tar+gzip', 286, 'layer 0'),
	(1, 'sha256:a6d2d90151db52dce1fb5eed2a569e5a9cd727a7430fde70651ec189292f7632', 0, 'sha256:08f193f4c1377bf8018748ecf223ae3f858caf3b63a821dad8bdc069a981fd31', 'sha256:6ace028d228243961aa8ac5a9c20b2513a84d160780b209875f01c587ed07819', 'application/vnd.oci.image.layer.v1.tar+gzip', 427, 'layer 0'),
	(1, 'sha256:47e128c9f590e32f4f412690a5b904813d54cb75eef04e212c6d221483c4f5f9', 0, 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356', 'sha256:0ba9a95d3c08e1bddf48a5ace0111d45c1d40bbc969848d6fd34a48b92da6170', 'application/vnd.oci.image.layer.v1.tar+gzip', 286, '/bin/sh -c #(nop) ADD file:0123 in / '),
	(1, 'sha256:47e128c9f590e32f4f412690a5b904813d54cb75eef04e212c6d221483c4f5f9', 1, 'sha256:98e0b8ba07c001bfbc9cf613f31c804a938bce518978d8fefe44b8cbc7771da9', 'sha256:c3ee11df4ee79e268f8efa02a3cfee22a6f01e7e22c1579ffe699e047d4f19b3', 'application/vnd.oci.image.layer.v1.tar+gzip', 186, 'RUN /bin/sh -c npm ci # buildkit'),
	(1, 'sha256:cfe00797bc710c3eb66ba274a0cfa7387741f18b4d96a87f71a6102a6e2fb8aa', 0, 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356', 'sha256:0ba9a95d3c08e1bddf48a5ace0111d45c1d40bbc969848d6fd34a48b92da6170', 'application/vnd.oci.image.layer.v1.tar+gzip', 286, 'layer 0'),
	(1, 'sha256:cfe00797bc710c3eb66ba274a0cfa7387741f18b4d96a87f71a6102a6e2fb8aa', 1, 'sha256:ed83f08bcdff5a9f16b6953e9e719453bbdc8671f50e81227a041e73e196d5ed', 'sha256:8bebb212f70e977f307590ff908e57c10095b87959b4c041926df69001bbe2ad', 'application/vnd.oci.image.layer.v1.tar+gzip', 275, 'layer 1'),
	(1, 'sha256:1a45faa4238e73ce69ba8588d6803f2ed750b717d0b037000500f26035fa867a', 0, 'sha256:c5b0c5ec9e7710b4de7758cfd48680ab33b86e4ef8f0feb172759a51d974af0d', 'sha256:d838e4089aabd3090977e86400609caed01133702441a16731238dce27032160', 'application/vnd.oci.image.layer.v1.tar+gzip', 223, 'layer 0'),
	(1, 'sha256:637bea538f4d9a53371a221d2335f2bbc87c73d20f86f1a583ae57a7cb6d0c04', 0, 'sha256:ec5cd5cdbae2b87a2b039602cb7bc04acff25ac52e972852ebc68cb5b0c463a3', 'sha256:dddef628b7bb121d340d7d01710a6cfd1baec8ffbb4febabe4b7f97d76a4e15a', 'application/vnd.oci.image.layer.v1.tar+gzip', 189, 'layer 0'),
	(1, 'sha256:9a491f29cea2aae2475410139791c8e621b226001ebfe693c4170b18cffcfa87', 0, 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356', 'sha256:0ba9a95d3c08e1bddf48a5ace0111d45c1d40bbc969848d6fd34a48b92da6170', 'application/vnd.oci.image.layer.v1.tar+gzip', 286, 'layer 0'),
	(1, 'sha256:9a491f29cea2aae2475410139791c8e621b226001ebfe693c4170b18cffcfa87', 1, 'sha256:09f61df1937f89d2bab043e9f5b9b84f95f308f001282481cb4b45748ba1680e', 'sha256:4a1005574491dbdad5ec9d8e90597af301466e2a3bde82b90759b0a63e3cb189', 'application/vnd.oci.image.layer.v1.tar+gzip', 84, 'layer 1'),
	(1, 'sha256:a13ffab3d331811849f0dacec176a6a9ba1659d33b51ea4be492865643ad152c', 0, 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356', 'sha256:0ba9a95d3c08e1bddf48a5ace0111d45c1d40bbc969848d6fd34a48b92da6170', 'application/vnd.oci.image.layer.v1.tar+gzip', 286, 'layer 0'),
	(1, 'sha256:a13ffab3d331811849f0dacec176a6a9ba1659d33b51ea4be492865643ad152c', 1, 'sha256:15960ab1c264c3dcdb22804a44d8d98423ec1b3831940b3dd25464bdeb5df5e0', 'sha256:a5084d663f0939b9b3a76f163c7e448c3836f05bfbca879b4ec812cdf6649ce9', 'application/vnd.oci.image.layer.v1.tar+gzip', 104, 'layer 1'),
	(1, 'sha256:511e11e1d5bf6de3ea45ac06f186b86330eecfe1fb28f7185bdcd981f6ba67ea', 0, 'sha256:00ea0ec8db5688295f270a95408323a235fb5e7f651edb73a776657eb82ca913', 'sha256:9a062b8b799896c74065b7c1af9a5e6162f4e271e721f29deb65a6a6c78bf10a', 'application/vnd.oci.image.layer.v1.tar+zstd', 3081, 'layer 0'),
	(1, 'sha256:81d2d21bc13246d608663d462046e10b3a45bbb3f504baecbec1db14db4c8365', 0, 'sha256:a653ec85ca1255bab4633f3de7eac2bf8ff69da68108baf9801fe338cd67df67', 'sha256:a5db363e006d0ea76bd40a6019e9dc17d31de4f82c11a06fcc6eb61229428076', 'application/vnd.oci.image.layer.v1.tar+zstd', 3081, 'layer 0'),
	(2, 'sha256:47e128c9f590e32f4f412690a5b904813d54cb75eef04e212c6d221483c4f5f9', 0, 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356', 'sha256:0ba9a95d3c08e1bddf48a5ace0111d45c1d40bbc969848d6fd34a48b92da6170', 'application/vnd.oci.image.layer.v1.tar+gzip', 286, '/bin/sh -c #(nop) ADD file:0123 in / '),
	(2, 'sha256:47e128c9f590e32f4f412690a5b904813d54cb75eef04e212c6d221483c4f5f9', 1, 'sha256:98e0b8ba07c001bfbc9cf613f31c804a938bce518978d8fefe44b8cbc7771da9', 'sha256:c3ee11df4ee79e268f8efa02a3cfee22a6f01e7e22c1579ffe699e047d4f19b3', 'application/vnd.oci.image.layer.v1.tar+gzip', 186, 'RUN /bin/sh -c npm ci # buildkit'),
	(2, 'sha256:cfe00797bc710c3eb66ba274a0cfa7387741f18b4d96a87f71a6102a6e2fb8aa', 0, 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356', 'sha256:0ba9a95d3c08e1bddf48a5ace0111d45c1d40bbc969848d6fd34a48b92da6170', 'application/vnd.oci.image.layer.v1.tar+gzip', 286, 'layer 0'),
	(2, 'sha256:cfe00797bc710c3eb66ba274a0cfa7387741f18b4d96a87f71a6102a6e2fb8aa', 1, 'sha256:ed83f08bcdff5a9f16b6953e9e719453bbdc8671f50e81227a041e73e196d5ed', 'sha256:8bebb212f70e977f307590ff908e57c10095b87959b4c041926df69001bbe2ad', 'application/vnd.oci.image.layer.v1.tar+gzip', 275, 'layer 1'),
	(2, 'sha256:1a206b26cfc7de70d336a7b7001748aed74b92eb980b25d6ed0e885c2620fafb', 0, 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356', 'sha256:0ba9a95d3c08e1bddf48a5ace0111d45c1d40bbc969848d6fd34a48b92da6170', 'application/vnd.oci.image.layer.v1.tar+gzip', 286, 'layer 0'),
	(1, 'sha256:8a6813c127a0d03550686f7a4b49c2845646e7cdc4232953ec057fbc07d433ee', 0, 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356', 'sha256:0ba9a95d3c08e1bddf48a5ace0111d45c1d40bbc969848d6fd34a48b92da6170', 'application/vnd.oci.image.layer.v1.tar+gzip', 286, 'layer 0'),
	(1, 'sha256:8a6813c127a0d03550686f7a4b49c2845646e7cdc4232953ec057fbc07d433ee', 1, 'sha256:8f20d433e514503395dacf218ad5b886a0025bb44496c4bfd6b6183cf43463ab', 'sha256:31b957aaa4bbae294b9fcaa7d1e9dd46644d9cc2fbf14da4b0b66ee16bb3b22e', 'application/vnd.oci.image.layer.v1.tar+gzip', 106, 'layer 1'),
	(1, 'sha256:83119a1b5252d313860ab4e2f7a9e3b0792564fe66e29178a77d9abd9c196412', 0, 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356', 'sha256:0ba9a95d3c08e1bddf48a5ace0111d45c1d40bbc969848d6fd34a48b92da6170', 'application/vnd.oci.image.layer.v1.tar+gzip', 286, 'layer 0'),
	(1, 'sha256:83119a1b5252d313860ab4e2f7a9e3b0792564fe66e29178a77d9abd9c196412', 1, 'sha256:4c49a852e71f0320c844d93fda522626aec603bb7fabcf1e19fe0cdcc8a343c9', 'sha256:3b72768ab2eaf8cac30cff4ca9f3ad8fb6dc00740cc68c8fb7c4c91d94d0778b', 'application/vnd.oci.image.layer.v1.tar+gzip', 104, 'layer 1'),
	(1, 'sha256:19b1e96c28f8588614c053e0b43f0dd2402c19ff9b770161386dba7d31a10093', 0, 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356', 'sha256:0ba9a95d3c08e1bddf48a5ace0111d45c1d40bbc969848d6fd34a48b92da6170', 'application/vnd.oci.image.layer.v1.tar+gzip', 286, 'layer 0'),
	(1, 'sha256:19b1e96c28f8588614c053e0b43f0dd2402c19ff9b770161386dba7d31a10093', 1, 'sha256:dea1dd6ceaab12d92bf17a48cbe85d049614a2752376ed5dea5d4dfb2ce0bf6c', 'sha256:aa8fa1c2ad8214039f0717cee96552e03bf8380b88962605e8aa688db815f62d', 'application/vnd.oci.image.layer.v1.tar+gzip', 105, 'layer 1'),
	(1, 'sha256:27aa74c911cd0751940e4c5b2258d11c39d961e5fe6a344dd98abd93f1fb8e12', 0, 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356', 'sha256:0ba9a95d3c08e1bddf48a5ace0111d45c1d40bbc969848d6fd34a48b92da6170', 'application/vnd.oci.image.layer.v1.tar+gzip', 286, 'layer 0'),
	(1, 'sha256:27aa74c911cd0751940e4c5b2258d11c39d961e5fe6a344dd98abd93f1fb8e12', 1, 'sha256:c09468eb7e7f61eead097489f1f5d8df6873096f6e7fafeb24bce1a2fe8da86f', 'sha256:026ebf89f2786cb2c2e69631e70a22a12a556ffe4be2043bbc74bef4eb06fa24', 'application/vnd.oci.image.layer.v1.tar+gzip', 107, 'layer 1'),
	(1, 'sha256:638340ac31f3a593a2c969b7aebe3580a52651590749d40a9eab50e9fd4d6bc3', 0, 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356', 'sha256:0ba9a95d3c08e1bddf48a5ace0111d45c1d40bbc969848d6fd34a48b92da6170', 'application/vnd.oci.image.layer.v1.tar+gzip', 286, 'layer 0'),
	(1, 'sha256:638340ac31f3a593a2c969b7aebe3580a52651590749d40a9eab50e9fd4d6bc3', 1, 'sha256:116df1d4cbb6e33b2988bc5fb92b929c7513ebabc5a37d0aa9c8e06767ac91a9', 'sha256:d20e7a4c092f921733f870ce090f9b564f5d9137e916dc270d3bc70c401b0f6a', 'application/vnd.oci.image.layer.v1.tar+gzip', 106, 'layer 1'),
	(1, 'sha256:5d93aa9fbce69af938a291867cc1440c7dcb7ae67ca8e54cd7ecc2f220b47777', 0, 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356', 'sha256:0ba9a95d3c08e1bddf48a5ace0111d45c1d40bbc969848d6fd34a48b92da6170', 'application/vnd.oci.image.layer.v1.tar+gzip', 286, 'layer 0'),
	(1, 'sha256:5d93aa9fbce69af938a291867cc1440c7dcb7ae67ca8e54cd7ecc2f220b47777', 1, 'sha256:b83a7309928dc98d7a9f87921be8d53f48e52005edacf968fe75c1d1c40c4704', 'sha256:ea99218f40cabbcc2fa3cb1683ac49207c061b7e3122298c207a505ad172e655', 'application/vnd.oci.image.layer.v1.tar+gzip', 105, 'layer 1'),
	(1, 'sha256:b4216c9868a426d416244f560680624c4d5ce9ebabe5aa5f9d53204b05331612', 0, 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356', 'sha256:0ba9a95d3c08e1bddf48a5ace0111d45c1d40bbc969848d6fd34a48b92da6170', 'application/vnd.oci.image.layer.v1.tar+gzip', 286, 'layer 0'),
	(1, 'sha256:b4216c9868a426d416244f560680624c4d5ce9ebabe5aa5f9d53204b05331612', 1, 'sha256:ab12c6599011e24bfa272e388a02ae8d082026fa8a9e36bd2e823047259d2ccf', 'sha256:36965295bba081b32613f0e30fd577f42ddec5e4867fdc4feb188ed18961f752', 'application/vnd.oci.image.layer.v1.tar+gzip', 106, 'layer 1'),
	(1, 'sha256:6be88bd530d5799d8cecfd79bc41bca3ab8a3258c3f1999811abba63de98cf0d', 0, 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356', 'sha256:0ba9a95d3c08e1bddf48a5ace0111d45c1d40bbc969848d6fd34a48b92da6170', 'application/vnd.oci.image.layer.v1.tar+gzip', 286, 'layer 0'),
	(1, 'sha256:6be88bd530d5799d8cecfd79bc41bca3ab8a3258c3f1999811abba63de98cf0d', 1, 'sha256:31c206938f17315ddfcc79d0672ac5ab452cc921a0dd6c497b33ca93e115f506', 'sha256:a0841cd46e007bae06eb425503dd11352eb221455fe6ab13eb96079c75e77391', 'application/vnd.oci.image.layer.v1.tar+gzip', 106, 'layer 1'),
	(1, 'sha256:1e980b5fe237a2f40bbdb02df2a2d0088207c9ebaf1e1081ba4d9943d7f46d04', 0, 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356', 'sha256:0ba9a95d3c08e1bddf48a5ace0111d45c1d40bbc969848d6fd34a48b92da6170', 'application/vnd.oci.image.layer.v1.tar+gzip', 286, 'layer 0'),
	(1, 'sha256:1e980b5fe237a2f40bbdb02df2a2d0088207c9ebaf1e1081ba4d9943d7f46d04', 1, 'sha256:9c0b64d860085a45dffb15afa714c016b7c4cde0b0d15e21af346363961d79a8', 'sha256:d81fbc6fe23908e73339887d9395efd07f2e32974fa30f751e15369d90e0dc82', 'application/vnd.oci.image.layer.v1.tar+gzip', 105, 'layer 1');
INSERT INTO public.manifest_layer VALUES
	(1, 'sha256:2eab3add9b144bde61a5f1ad7816267ce52b6ed196a87b26caa39267052ec7e7', 0, 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356', 'sha256:0ba9a95d3c08e1bddf48a5ace0111d45c1d40bbc969848d6fd34a48b92da6170', 'application/vnd.oci.image.layer.v1.tar+gzip', 286, 'layer 0'),
	(1, 'sha256:2eab3add9b144bde61a5f1ad7816267ce52b6ed196a87b26caa39267052ec7e7', 1, 'sha256:867c8fb9d6fd8cfb2d48f1e0a7dd383bf7dddfa469615a369fbf4c223cdbd30e', 'sha256:0d08f49fa717a0d160de2bd495b9ec69a1f7f519ff22d37ca49ed3b7d790adad', 'application/vnd.oci.image.layer.v1.tar+gzip', 105, 'layer 1');

-- Data for Name: manifest_package; Type: TABLE DATA; Schema: public; Owner: -

INSERT INTO public.manifest_package VALUES
	(1, 'sha256:1372ef2e75ec41e3a444f39b4c41534a3f55f11a116e00f81d1e5e506b1529c3', 1, 'var/lib/dpkg/status', 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356'),
	(1, 'sha256:1372ef2e75ec41e3a444f39b4c41534a3f55f11a116e00f81d1e5e506b1529c3', 2, 'var/lib/dpkg/status', 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356'),
	(1, 'sha256:1372ef2e75ec41e3a444f39b4c41534a3f55f11a116e00f81d1e5e506b1529c3', 3, 'var/lib/dpkg/status', 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356'),
	(1, 'sha256:1372ef2e75ec41e3a444f39b4c41534a3f55f11a116e00f81d1e5e506b1529c3', 4, 'usr/lib/python3/dist-packages/Django-3.2.0.dist-info/METADATA', 'sha256:7c67bc381616aecad32dc0e3818b04c352bdc1e47bb3a5ef6f2b477d709962ff'),
	(1, 'sha256:1a206b26cfc7de70d336a7b7001748aed74b92eb980b25d6ed0e885c2620fafb', 1, 'var/lib/dpkg/status', 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356'),
	(1, 'sha256:1a206b26cfc7de70d336a7b7001748aed74b92eb980b25d6ed0e885c2620fafb', 2, 'var/lib/dpkg/status', 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356'),
	(1, 'sha256:1a206b26cfc7de70d336a7b7001748aed74b92eb980b25d6ed0e885c2620fafb', 3, 'var/lib/dpkg/status', 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356'),
	(1, 'sha256:1a45faa4238e73ce69ba8588d6803f2ed750b717d0b037000500f26035fa867a', 5, 'var/lib/dpkg/status', 'sha256:c5b0c5ec9e7710b4de7758cfd48680ab33b86e4ef8f0feb172759a51d974af0d'),
	(1, 'sha256:1f5c9adfd16c52c1fd03d2f3eb4337b654d098f14805ed531f486d6e5ab8ca9e', 1, 'var/lib/dpkg/status', 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356'),
	(1, 'sha256:1f5c9adfd16c52c1fd03d2f3eb4337b654d098f14805ed531f486d6e5ab8ca9e', 2, 'var/lib/dpkg/status', 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356'),
	(1, 'sha256:1f5c9adfd16c52c1fd03d2f3eb4337b654d098f14805ed531f486d6e5ab8ca9e', 3, 'var/lib/dpkg/status', 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356'),
	(1, 'sha256:1f5c9adfd16c52c1fd03d2f3eb4337b654d098f14805ed531f486d6e5ab8ca9e', 6, 'srv/node_modules/minimist/package.json', 'sha256:872d934fdba0c90c8aafe44420d4d29e20f35d7b6e6c343e860ca66d368e40f1'),
	(1, 'sha256:47e128c9f590e32f4f412690a5b904813d54cb75eef04e212c6d221483c4f5f9', 1, 'var/lib/dpkg/status', 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356'),
	(1, 'sha256:47e128c9f590e32f4f412690a5b904813d54cb75eef04e212c6d221483c4f5f9', 2, 'var/lib/dpkg/status', 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356'),
	(1, 'sha256:47e128c9f590e32f4f412690a5b904813d54cb75eef04e212c6d221483c4f5f9', 3, 'var/lib/dpkg/status', 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356'),
	(1, 'sha256:47e128c9f590e32f4f412690a5b904813d54cb75eef04e212c6d221483c4f5f9', 6, 'srv/node_modules/minimist/package.json', 'sha256:98e0b8ba07c001bfbc9cf613f31c804a938bce518978d8fefe44b8cbc7771da9'),
	(1, 'sha256:47e128c9f590e32f4f412690a5b904813d54cb75eef04e212c6d221483c4f5f9', 7, 'srv/node_modules/lodash/package.json', 'sha256:98e0b8ba07c001bfbc9cf613f31c804a938bce518978d8fefe44b8cbc7771da9'),
	(1, 'sha256:511e11e1d5bf6de3ea45ac06f186b86330eecfe1fb28f7185bdcd981f6ba67ea', 8, 'lib/apk/db/installed', 'sha256:00ea0ec8db5688295f270a95408323a235fb5e7f651edb73a776657eb82ca913'),
	(1, 'sha256:6133f9416880d4d30011ed81e25a8562cfd3c5be0267beb2444fb491eb33bf73', 9, 'var/lib/rpm/rpmdb.sqlite', 'sha256:3683c4db84afb9f48caa85836be470644cb12eac13e39ba36e54f6182baa2bf9'),
	(1, 'sha256:637bea538f4d9a53371a221d2335f2bbc87c73d20f86f1a583ae57a7cb6d0c04', 10, 'srv/node_modules/lodash/package.json', 'sha256:ec5cd5cdbae2b87a2b039602cb7bc04acff25ac52e972852ebc68cb5b0c463a3'),
	(1, 'sha256:81d2d21bc13246d608663d462046e10b3a45bbb3f504baecbec1db14db4c8365', 11, 'lib/apk/db/installed', 'sha256:a653ec85ca1255bab4633f3de7eac2bf8ff69da68108baf9801fe338cd67df67'),
	(1, 'sha256:a62d2dc8621007652b70a63031cc439daafdbe7b9ff8af674aace4f4bd0e1f76', 1, 'var/lib/dpkg/status', 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356'),
	(1, 'sha256:a62d2dc8621007652b70a63031cc439daafdbe7b9ff8af674aace4f4bd0e1f76', 2, 'var/lib/dpkg/status', 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356'),
	(1, 'sha256:a62d2dc8621007652b70a63031cc439daafdbe7b9ff8af674aace4f4bd0e1f76', 3, 'var/lib/dpkg/status', 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356'),
	(1, 'sha256:a6d2d90151db52dce1fb5eed2a569e5a9cd727a7430fde70651ec189292f7632', 12, 'usr/bin/tool', 'sha256:08f193f4c1377bf8018748ecf223ae3f858caf3b63a821dad8bdc069a981fd31'),
	(1, 'sha256:a6d2d90151db52dce1fb5eed2a569e5a9cd727a7430fde70651ec189292f7632', 13, 'usr/bin/tool', 'sha256:08f193f4c1377bf8018748ecf223ae3f858caf3b63a821dad8bdc069a981fd31'),
	(1, 'sha256:a6d2d90151db52dce1fb5eed2a569e5a9cd727a7430fde70651ec189292f7632', 14, 'usr/bin/tool', 'sha256:08f193f4c1377bf8018748ecf223ae3f858caf3b63a821dad8bdc069a981fd31'),
	(1, 'sha256:cfe00797bc710c3eb66ba274a0cfa7387741f18b4d96a87f71a6102a6e2fb8aa', 1, 'var/lib/dpkg/status', 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356'),
	(1, 'sha256:cfe00797bc710c3eb66ba274a0cfa7387741f18b4d96a87f71a6102a6e2fb8aa', 10, 'srv/node_modules/lodash/package.json', 'sha256:ed83f08bcdff5a9f16b6953e9e719453bbdc8671f50e81227a041e73e196d5ed'),
	(1, 'sha256:cfe00797bc710c3eb66ba274a0cfa7387741f18b4d96a87f71a6102a6e2fb8aa', 15, 'var/lib/dpkg/status', 'sha256:ed83f08bcdff5a9f16b6953e9e719453bbdc8671f50e81227a041e73e196d5ed'),
	(1, 'sha256:cfe00797bc710c3eb66ba274a0cfa7387741f18b4d96a87f71a6102a6e2fb8aa', 16, 'var/lib/dpkg/status', 'sha256:ed83f08bcdff5a9f16b6953e9e719453bbdc8671f50e81227a041e73e196d5ed'),
	(2, 'sha256:cfe00797bc710c3eb66ba274a0cfa7387741f18b4d96a87f71a6102a6e2fb8aa', 17, 'var/lib/dpkg/status', 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356'),
	(2, 'sha256:cfe00797bc710c3eb66ba274a0cfa7387741f18b4d96a87f71a6102a6e2fb8aa', 18, 'var/lib/dpkg/status', 'sha256:ed83f08bcdff5a9f16b6953e9e719453bbdc8671f50e81227a041e73e196d5ed'),
	(2, 'sha256:cfe00797bc710c3eb66ba274a0cfa7387741f18b4d96a87f71a6102a6e2fb8aa', 19, 'var/lib/dpkg/status', 'sha256:ed83f08bcdff5a9f16b6953e9e719453bbdc8671f50e81227a041e73e196d5ed'),
	(2, 'sha256:cfe00797bc710c3eb66ba274a0cfa7387741f18b4d96a87f71a6102a6e2fb8aa', 20, 'srv/node_modules/lodash/package.json', 'sha256:ed83f08bcdff5a9f16b6953e9e719453bbdc8671f50e81227a041e73e196d5ed'),
	(2, 'sha256:47e128c9f590e32f4f412690a5b904813d54cb75eef04e212c6d221483c4f5f9', 17, 'var/lib/dpkg/status', 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356'),
	(2, 'sha256:47e128c9f590e32f4f412690a5b904813d54cb75eef04e212c6d221483c4f5f9', 21, 'var/lib/dpkg/status', 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356'),
	(2, 'sha256:47e128c9f590e32f4f412690a5b904813d54cb75eef04e212c6d221483c4f5f9', 22, 'var/lib/dpkg/status', 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356'),
	(2, 'sha256:47e128c9f590e32f4f412690a5b904813d54cb75eef04e212c6d221483c4f5f9', 23, 'srv/node_modules/lodash/package.json', 'sha256:98e0b8ba07c001bfbc9cf613f31c804a938bce518978d8fefe44b8cbc7771da9'),
	(2, 'sha256:47e128c9f590e32f4f412690a5b904813d54cb75eef04e212c6d221483c4f5f9', 24, 'srv/node_modules/minimist/package.json', 'sha256:98e0b8ba07c001bfbc9cf613f31c804a938bce518978d8fefe44b8cbc7771da9'),
	(2, 'sha256:1a206b26cfc7de70d336a7b7001748aed74b92eb980b25d6ed0e885c2620fafb', 17, 'var/lib/dpkg/status', 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356'),
	(2, 'sha256:1a206b26cfc7de70d336a7b7001748aed74b92eb980b25d6ed0e885c2620fafb', 21, 'var/lib/dpkg/status', 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356'),
	(2, 'sha256:1a206b26cfc7de70d336a7b7001748aed74b92eb980b25d6ed0e885c2620fafb', 22, 'var/lib/dpkg/status', 'sha256:0c5428ecb29506346381c09e3a79b10d6c97e4ce9326e0db7a1cc92c6607c356');

-- Data for Name: migration; Type: TABLE DATA; Schema: public; Owner: -

INSERT INTO public.migration VALUES
	('0001-tenancy.sql', 'e655d546c0114079d63df6104cbb63222c74fb3469178a1ceb86f33b95778979', '2026-11-27 07:34:42.603214+00'),
	('0002-inventory.sql', 'c51797c74d42da541b0d54dd57c1fc44dc19e7b5ec0bf6f6ce3d72e6449f6e3a', '2026-11-27 07:34:42.626498+00'),
	('0003-facts.sql', '140f4ca945c88e7e5377310b86e3d3ab24f955041624207f898d69674d222968', '2026-11-27 07:34:42.65356+00'),
	('0004-advisories.sql', '1a6684526cd77dce76e44ed5a212da733db6183d474d4a5e64dbcb71a422149b', '2026-11-27 07:34:42.670269+00'),
	('0005-tasks.sql', '18b4f2fc18c7bdefdb2ff901cd7a5e9ed5b38381ba3e07e8d165dc1321f38249', '2026-11-27 07:34:42.687695+00'),
	('0006-workers.sql', 'c8f8aefe617882ddbd23b203508d10348641ca215a86ddadf1be8f198106d35a', '2026-11-27 07:34:42.704191+00'),
	('0007-task-figures.sql', '0ac7241ed0786552e5deeff4e18e983ab3640779adaa4db52821ba3354a57941', '2026-11-27 07:34:42.711572+00'),
	('0008-indexes-by-key.sql', '00de52a27389db4d020f1627249496ed334757cfa163b619c6ddaaee1e978189', '2026-11-27 07:34:42.715096+00'),
	('0009-room-for-updates.sql', '933cc41e67c2a0386346d632fed70da38fee851d21ffdbf7c23097484a2a07bd', '2026-11-27 07:34:42.723445+00');

-- Data for Name: package; Type: TABLE DATA; Schema: public; Owner: -

INSERT INTO public.package OVERRIDING SYSTEM VALUE VALUES
	(1, 1, 'Debian:12', 'base-files', '12.4', 'amd64', 'base-files', '12.4', 'pkg:deb/debian/base-files@12.4?arch=amd64&distro=debian-12'),
	(1, 2, 'Debian:12', 'curl', '7.88.1-10', 'amd64', 'curl', '7.88.1-10', 'pkg:deb/debian/curl@7.88.1-10?arch=amd64&distro=debian-12'),
	(1, 3, 'Debian:12', 'openssl', '3.0.9-1', 'amd64', 'openssl', '3.0.9-1', 'pkg:deb/debian/openssl@3.0.9-1?arch=amd64&distro=debian-12'),
	(1, 4, 'PyPI', 'django', '3.2.0', '', 'django', '3.2.0', 'pkg:pypi/django@3.2.0'),
	(1, 5, 'Ubuntu:22.04:LTS', 'bash', '5.1-6', 'amd64', 'bash', '5.1-6', 'pkg:deb/ubuntu/bash@5.1-6?arch=amd64&distro=ubuntu-22.04'),
	(1, 6, 'npm', 'minimist', '1.2.5', '', 'minimist', '1.2.5', 'pkg:npm/minimist@1.2.5'),
	(1, 7, 'npm', 'lodash', '4.17.20', '', 'lodash', '4.17.20', 'pkg:npm/lodash@4.17.20'),
	(1, 8, 'Alpine:v3.18', 'curl', '8.2.1-r0', 'x86_64', 'curl', '8.2.1-r0', 'pkg:apk/alpine/curl@8.2.1-r0?arch=x86_64&distro=alpine-3.18.4'),
	(1, 9, 'Rocky Linux:9', 'bash', '5.1.8-6.el9', 'x86_64', 'bash', '5.1.8-6.el9', 'pkg:rpm/rocky/bash@5.1.8-6.el9?arch=x86_64&distro=rocky-9.2'),
	(1, 10, 'npm', 'lodash', '4.17.21', '', 'lodash', '4.17.21', 'pkg:npm/lodash@4.17.21'),
	(1, 11, 'Alpine:v3.18', 'curl', '8.4.0-r0', 'x86_64', 'curl', '8.4.0-r0', 'pkg:apk/alpine/curl@8.4.0-r0?arch=x86_64&distro=alpine-3.18.4'),
	(1, 12, 'Go', 'example.org/tool', '(devel)', '', 'example.org/tool', '(devel)', 'pkg:golang/example.org/tool@(devel)'),
	(1, 13, 'Go', 'golang.org/x/text', 'v0.3.7', '', 'golang.org/x/text', '0.3.7', 'pkg:golang/golang.org/x/text@v0.3.7'),
	(1, 14, 'Go', 'stdlib', '1.20.1', '', 'stdlib', '1.20.1', 'pkg:golang/stdlib@1.20.1'),
	(1, 15, 'Debian:12', 'curl', '7.88.1-99', 'amd64', 'curl', '7.88.1-99', 'pkg:deb/debian/curl@7.88.1-99?arch=amd64&distro=debian-12'),
	(1, 16, 'Debian:12', 'openssl', '3.0.15-1', 'amd64', 'openssl', '3.0.15-1', 'pkg:deb/debian/openssl@3.0.15-1?arch=amd64&distro=debian-12'),
	(2, 17, 'Debian:12', 'base-files', '12.4', 'amd64', 'base-files', '12.4', 'pkg:deb/debian/base-files@12.4?arch=amd64&distro=debian-12'),
	(2, 18, 'Debian:12', 'curl', '7.88.1-99', 'amd64', 'curl', '7.88.1-99', 'pkg:deb/debian/curl@7.88.1-99?arch=amd64&distro=debian-12'),
	(2, 19, 'Debian:12', 'openssl', '3.0.15-1', 'amd64', 'openssl', '3.0.15-1', 'pkg:deb/debian/openssl@3.0.15-1?arch=amd64&distro=debian-12'),
	(2, 20, 'npm', 'lodash', '4.17.21', '', 'lodash', '4.17.21', 'pkg:npm/lodash@4.17.21'),
	(2, 21, 'Debian:12', 'curl', '7.88.1-10', 'amd64', 'curl', '7.88.1-10', 'pkg:deb/debian/curl@7.88.1-10?arch=amd64&distro=debian-12'),
	(2, 22, 'Debian:12', 'openssl', '3.0.9-1', 'amd64', 'openssl', '3.0.9-1', 'pkg:deb/debian/openssl@3.0.9-1?arch=amd64&distro=debian-12'),
	(2, 23, 'npm', 'lodash', '4.17.20', '', 'lodash', '4.17.20', 'pkg:npm/lodash@4.17.20'),
	(2, 24, 'npm', 'minimist', '1.2.5', '', 'minimist', '1.2.5', 'pkg:npm/minimist@1.2.5');

-- Data for Name: package_advisory; Type: TABLE DATA; Schema: public; Owner: -

INSERT INTO public.package_advisory VALUES
	(1, 2, 3, 'affected', '7.88.1-11', '7.88.1-10 is within introduced 0, fixed 7.88.1-11'),
	(1, 3, 7, 'affected', '3.0.10-1', '3.0.9-1 is within introduced 0, fixed 3.0.10-1'),
	(1, 4, 4, 'affected', '3.2.4', '3.2.0 is within introduced 0, fixed 3.2.4'),
	(1, 6, 6, 'affected', '1.2.6', '1.2.5 is within introduced 0, fixed 1.2.6'),
	(1, 7, 5, 'affected', '4.17.21', '4.17.20 is within introduced 0, fixed 4.17.21'),
	(1, 8, 2, 'affected', '8.4.0-r0', '8.2.1-r0 is within introduced 0, fixed 8.4.0-r0'),
	(1, 9, 1, 'affected', '0:5.1.8-7.el9', '5.1.8-6.el9 is within introduced 0, fixed 0:5.1.8-7.el9'),
	(1, 13, 8, 'affected', '0.3.8', '0.3.7 is within introduced 0, fixed 0.3.8'),
	(2, 21, 3, 'affected', '7.88.1-11', '7.88.1-10 is within introduced 0, fixed 7.88.1-11'),
	(2, 22, 7, 'affected', '3.0.10-1', '3.0.9-1 is within introduced 0, fixed 3.0.10-1'),
	(2, 23, 5, 'affected', '4.17.21', '4.17.20 is within introduced 0, fixed 4.17.21'),
	(2, 24, 6, 'affected', '1.2.6', '1.2.5 is within introduced 0, fixed 1.2.6');

-- Data for Name: principal; Type: TABLE DATA; Schema: public; Owner: -

INSERT INTO public.principal OVERRIDING SYSTEM VALUE VALUES
	(1, 'hullwatch', 'admin', 'scrypt$32768$8$3$rwGH6BRn1-wvb2QNGMNNaw$sEsk-bgJ-ouhI4aWKANDedlHWEUvlbeQx25OkvDxuTw', '2026-11-27 07:34:42.819037+00'),
	(2, 'hullwatch', 'looker', NULL, '2026-11-27 07:34:43.067526+00'),
	(3, 'hullwatch', 'keeper', NULL, '2026-11-27 07:34:43.067526+00'),
	(4, 'hullwatch', 'gone', NULL, '2026-11-27 07:34:43.067526+00'),
	(5, 'hullwatch', 'second-admin', NULL, '2026-11-27 07:34:43.067526+00');

-- Data for Name: principal_grant; Type: TABLE DATA; Schema: public; Owner: -

INSERT INTO public.principal_grant VALUES
	(1, 1, NULL, 'admin'),
	(1, 2, NULL, 'auditor'),
	(1, 3, 1, 'operator'),
	(1, 4, NULL, 'admin'),
	(2, 5, NULL, 'admin');

-- Data for Name: project; Type: TABLE DATA; Schema: public; Owner: -

INSERT INTO public.project OVERRIDING SYSTEM VALUE VALUES
	(1, 'upgrade-first', 'default', 62, 0, 36, 6, '2026-11-27 07:34:42.819037+00'),
	(2, 'upgrade-second', 'second', 9, 0, 4, 2, '2026-11-27 07:34:43.067526+00');

-- Data for Name: registry; Type: TABLE DATA; Schema: public; Owner: -

INSERT INTO public.registry VALUES
	(1, 4, 'fa3c7d2e-ff93-4e01-a112-36771c2b3e4e', 0, 'down', 'oci', 'V2', 'http', '127.0.0.1:1', 'me', '\x0159f52f2c2857ff1afc301b343b742822f213f042ca4df86a5dd0344a62bbb4d1785e90ce637d0074267a5ea7d8785153819e616f8af9754adf1ef4c56d51bf708c7f37ce519f1d5fe4789d3b22ab1b0307217d0decd0b92dc97d5ba7421614d577daed33b50083', '', 'none', 'Other', NULL, '', '', '', 'fail', 'REQUEST_API_ERROR', '127.0.0.1:1 cannot be reached: it refused the connection', 0, NULL, false, '2026-11-27 07:34:43.32227+00'),
	(1, 1, '7c4a3ba4-8b76-4235-ab67-b8882dba8da5', 0, 'harbour', 'oci', 'V2', 'http', 'harbour.example', 'scanner', '\x0159f52f2c3dac07f9c8b7d6b162608b13d4ac7713083c86934fdaa483f273d99f18eedb514688766ace840372783e3c92e4ddcf8eb9843dca64c0d1e7515064c8f64818882f62d3e50c1c05add9c975838d78ed1872afbdfa8503014993a02a63b6137c47d42db4ee26f3b20d', '', 'none', 'Other', NULL, '', '', '', 'success', NULL, NULL, 26, '2026-11-27 07:34:52.617+00', false, '2026-11-27 07:34:43.317971+00'),
	(1, 2, '29d152b9-2660-4d47-9a57-70f847d37df7', 1, 'annex', 'oci', 'V2', 'http', 'annex.example', 'robot', '\x0159f52f2ceb3df63ab204cc5f4ed85984f9969ed6c68f8bbba6ffcd61f5f0f51b8e4f2f809348892da2ee7aa9048ba7ad0032efada2d0b115edfe39cce7bed133d9429dbe52b95cda9e17284f9681624756458906babb964479490eb804e552ef8482432a45d746c85647', '', 'none', 'Other', NULL, '', '', '', 'success', NULL, NULL, 3, '2026-11-27 07:34:43.999+00', false, '2026-11-27 07:34:43.320394+00'),
	(1, 3, 'e2f42d43-f824-4ea5-88e8-33b424012e15', 0, 'leaving', 'oci', 'V2', 'http', 'leaving.example', '', NULL, '', 'none', 'Other', NULL, '', '', '', 'success', NULL, NULL, 2, '2026-11-27 07:34:43.914+00', true, '2026-11-27 07:34:43.321459+00'),
	(1, 5, '9229283c-b23c-44c2-8055-2f45f27417f6', 0, 'untried', 'oci', 'V2', 'http', 'leaving.example', '', NULL, '', 'none', 'Other', NULL, '', '', '', 'accessing', NULL, NULL, 0, NULL, false, '2026-11-27 07:34:55.912035+00'),
	(2, 1, '5e1fdfe5-f602-4069-adef-f3d2849185c5', 0, 'second', 'oci', 'V2', 'http', 'annex.example', 'robot', '\x0159f52f2c37cf1f7a3474095e1a4ec9962211caccd3ee74873cf9cc6f86bc8f93b40c58cef1e540d08cc242dd5edee0942793c499abf848ae7313dc97bbea1b3890009c0510342f04e88b9e9ad34d4b58470d502edddfdc466271e49673f534a2acc3ed57c023da301f58', '', 'none', 'Other', NULL, '', '', '', 'success', NULL, NULL, 3, '2026-11-27 07:34:51.578+00', false, '2026-11-27 07:34:43.323616+00');

-- Data for Name: stage_state; Type: TABLE DATA; Schema: public; Owner: -

INSERT INTO public.stage_state VALUES
	(1, 'sha256:1372ef2e75ec41e3a444f39b4c41534a3f55f11a116e00f81d1e5e506b1529c3', 'layers', 'ok', NULL, '2026-11-27 07:34:51.676+00'),
	(1, 'sha256:1372ef2e75ec41e3a444f39b4c41534a3f55f11a116e00f81d1e5e506b1529c3', 'packages', 'ok', NULL, '2026-11-27 07:34:51.676+00'),
	(1, 'sha256:1372ef2e75ec41e3a444f39b4c41534a3f55f11a116e00f81d1e5e506b1529c3', 'vulnerabilities', 'ok', NULL, '2026-11-27 07:34:51.676+00'),
	(1, 'sha256:1a206b26cfc7de70d336a7b7001748aed74b92eb980b25d6ed0e885c2620fafb', 'layers', 'ok', NULL, '2026-11-27 07:34:51.701+00'),
	(1, 'sha256:1a206b26cfc7de70d336a7b7001748aed74b92eb980b25d6ed0e885c2620fafb', 'packages', 'ok', NULL, '2026-11-27 07:34:51.701+00'),
	(1, 'sha256:1a206b26cfc7de70d336a7b7001748aed74b92eb980b25d6ed0e885c2620fafb', 'vulnerabilities', 'ok', NULL, '2026-11-27 07:34:51.701+00'),
	(1, 'sha256:1a45faa4238e73ce69ba8588d6803f2ed750b717d0b037000500f26035fa867a', 'layers', 'ok', NULL, '2026-11-27 07:34:51.738+00'),
	(1, 'sha256:1a45faa4238e73ce69ba8588d6803f2ed750b717d0b037000500f26035fa867a', 'packages', 'ok', NULL, '2026-11-27 07:34:51.738+00'),
	(1, 'sha256:1a45faa4238e73ce69ba8588d6803f2ed750b717d0b037000500f26035fa867a', 'vulnerabilities', 'partial', 'no advisories are loaded for Ubuntu:22.04:LTS', '2026-11-27 07:34:51.738+00'),
	(1, 'sha256:1f5c9adfd16c52c1fd03d2f3eb4337b654d098f14805ed531f486d6e5ab8ca9e', 'packages', 'ok', NULL, '2026-11-27 07:34:51.782+00'),
	(1, 'sha256:1f5c9adfd16c52c1fd03d2f3eb4337b654d098f14805ed531f486d6e5ab8ca9e', 'vulnerabilities', 'ok', NULL, '2026-11-27 07:34:51.782+00'),
	(1, 'sha256:47e128c9f590e32f4f412690a5b904813d54cb75eef04e212c6d221483c4f5f9', 'layers', 'ok', NULL, '2026-11-27 07:34:51.811+00'),
	(1, 'sha256:47e128c9f590e32f4f412690a5b904813d54cb75eef04e212c6d221483c4f5f9', 'packages', 'ok', NULL, '2026-11-27 07:34:51.811+00'),
	(1, 'sha256:47e128c9f590e32f4f412690a5b904813d54cb75eef04e212c6d221483c4f5f9', 'vulnerabilities', 'ok', NULL, '2026-11-27 07:34:51.811+00'),
	(1, 'sha256:511e11e1d5bf6de3ea45ac06f186b86330eecfe1fb28f7185bdcd981f6ba67ea', 'layers', 'ok', NULL, '2026-11-27 07:34:51.845+00'),
	(1, 'sha256:511e11e1d5bf6de3ea45ac06f186b86330eecfe1fb28f7185bdcd981f6ba67ea', 'packages', 'ok', NULL, '2026-11-27 07:34:51.845+00'),
	(1, 'sha256:511e11e1d5bf6de3ea45ac06f186b86330eecfe1fb28f7185bdcd981f6ba67ea', 'vulnerabilities', 'ok', NULL, '2026-11-27 07:34:51.845+00'),
	(1, 'sha256:6133f9416880d4d30011ed81e25a8562cfd3c5be0267beb2444fb491eb33bf73', 'layers', 'ok', NULL, '2026-11-27 07:34:51.879+00'),
	(1, 'sha256:6133f9416880d4d30011ed81e25a8562cfd3c5be0267beb2444fb491eb33bf73', 'packages', 'ok', NULL, '2026-11-27 07:34:51.879+00'),
	(1, 'sha256:6133f9416880d4d30011ed81e25a8562cfd3c5be0267beb2444fb491eb33bf73', 'vulnerabilities', 'ok', NULL, '2026-11-27 07:34:51.879+00'),
	(1, 'sha256:637bea538f4d9a53371a221d2335f2bbc87c73d20f86f1a583ae57a7cb6d0c04', 'layers', 'ok', NULL, '2026-11-27 07:34:51.91+00'),
	(1, 'sha256:637bea538f4d9a53371a221d2335f2bbc87c73d20f86f1a583ae57a7cb6d0c04', 'packages', 'partial', 'arch is not known, so its packages were not read', '2026-11-27 07:34:51.91+00'),
	(1, 'sha256:637bea538f4d9a53371a221d2335f2bbc87c73d20f86f1a583ae57a7cb6d0c04', 'vulnerabilities', 'ok', NULL, '2026-11-27 07:34:51.91+00'),
	(1, 'sha256:81d2d21bc13246d608663d462046e10b3a45bbb3f504baecbec1db14db4c8365', 'layers', 'ok', NULL, '2026-11-27 07:34:51.94+00'),
	(1, 'sha256:81d2d21bc13246d608663d462046e10b3a45bbb3f504baecbec1db14db4c8365', 'packages', 'ok', NULL, '2026-11-27 07:34:51.94+00'),
	(1, 'sha256:81d2d21bc13246d608663d462046e10b3a45bbb3f504baecbec1db14db4c8365', 'vulnerabilities', 'ok', NULL, '2026-11-27 07:34:51.94+00'),
	(1, 'sha256:9a491f29cea2aae2475410139791c8e621b226001ebfe693c4170b18cffcfa87', 'layers', 'failed', 'layer is not a complete gzip stream: unexpected end of file', '2026-11-27 07:34:51.963+00'),
	(1, 'sha256:a0248825da4c9ed7fd89a83201743155bdbd9a9c98a4de67a38bbb4f540cdd51', 'layers', 'failed', 'schema 1 manifests cannot be scanned', '2026-11-27 07:34:51.976+00'),
	(1, 'sha256:a13ffab3d331811849f0dacec176a6a9ba1659d33b51ea4be492865643ad152c', 'layers', 'failed', '127.0.0.1:33671 answered 404 (BLOB_UNKNOWN) to the blob sha256:15960ab1c264c3dcdb22804a44d8d98423ec1b3831940b3dd25464bdeb5df5e0 of broken/lost', '2026-11-27 07:34:51.999+00'),
	(1, 'sha256:a62d2dc8621007652b70a63031cc439daafdbe7b9ff8af674aace4f4bd0e1f76', 'layers', 'ok', NULL, '2026-11-27 07:34:52.044+00'),
	(1, 'sha256:a62d2dc8621007652b70a63031cc439daafdbe7b9ff8af674aace4f4bd0e1f76', 'packages', 'ok', NULL, '2026-11-27 07:34:52.044+00'),
	(1, 'sha256:a62d2dc8621007652b70a63031cc439daafdbe7b9ff8af674aace4f4bd0e1f76', 'vulnerabilities', 'ok', NULL, '2026-11-27 07:34:52.044+00'),
	(1, 'sha256:cfe00797bc710c3eb66ba274a0cfa7387741f18b4d96a87f71a6102a6e2fb8aa', 'layers', 'ok', NULL, '2026-11-27 07:34:52.133+00'),
	(1, 'sha256:cfe00797bc710c3eb66ba274a0cfa7387741f18b4d96a87f71a6102a6e2fb8aa', 'packages', 'ok', NULL, '2026-11-27 07:34:52.133+00'),
	(1, 'sha256:cfe00797bc710c3eb66ba274a0cfa7387741f18b4d96a87f71a6102a6e2fb8aa', 'vulnerabilities', 'ok', NULL, '2026-11-27 07:34:52.133+00'),
	(2, 'sha256:cfe00797bc710c3eb66ba274a0cfa7387741f18b4d96a87f71a6102a6e2fb8aa', 'layers', 'ok', NULL, '2026-11-27 07:34:52.166+00'),
	(2, 'sha256:cfe00797bc710c3eb66ba274a0cfa7387741f18b4d96a87f71a6102a6e2fb8aa', 'packages', 'ok', NULL, '2026-11-27 07:34:52.166+00'),
	(2, 'sha256:cfe00797bc710c3eb66ba274a0cfa7387741f18b4d96a87f71a6102a6e2fb8aa', 'vulnerabilities', 'ok', NULL, '2026-11-27 07:34:52.166+00'),
	(2, 'sha256:47e128c9f590e32f4f412690a5b904813d54cb75eef04e212c6d221483c4f5f9', 'layers', 'ok', NULL, '2026-11-27 07:34:52.19+00'),
	(2, 'sha256:47e128c9f590e32f4f412690a5b904813d54cb75eef04e212c6d221483c4f5f9', 'packages', 'ok', NULL, '2026-11-27 07:34:52.19+00'),
	(2, 'sha256:47e128c9f590e32f4f412690a5b904813d54cb75eef04e212c6d221483c4f5f9', 'vulnerabilities', 'ok', NULL, '2026-11-27 07:34:52.19+00'),
	(2, 'sha256:1a206b26cfc7de70d336a7b7001748aed74b92eb980b25d6ed0e885c2620fafb', 'layers', 'ok', NULL, '2026-11-27 07:34:52.21+00'),
	(2, 'sha256:1a206b26cfc7de70d336a7b7001748aed74b92eb980b25d6ed0e885c2620fafb', 'packages', 'ok', NULL, '2026-11-27 07:34:52.21+00'),
	(2, 'sha256:1a206b26cfc7de70d336a7b7001748aed74b92eb980b25d6ed0e885c2620fafb', 'vulnerabilities', 'ok', NULL, '2026-11-27 07:34:52.21+00'),
	(1, 'sha256:1f5c9adfd16c52c1fd03d2f3eb4337b654d098f14805ed531f486d6e5ab8ca9e', 'layers', 'failed', 'the image has 1070 bytes, more than the limit of 10', '2026-11-27 07:34:52.274+00'),
	(1, 'sha256:d82910a5236e7374cbbe1e7559a77173d292896e12de5f8935272777818cee74', 'layers', 'failed', 'the image has 789 bytes, more than the limit of 10', '2026-11-27 07:34:52.287+00'),
	(1, 'sha256:04b88c12ffae92ff6fcc096ef60447a4d91e2bb525148e72cc0e06dd5e36ca7d', 'layers', 'failed', 'layer sha256:5f130991ab6e5397e80960a4a146e85592ce0a0a9c4e0b3cc587082ff330b620 holds other bytes: they are sha256:1292fe807aef52912b37aee6ef659191b7d08a40b53464674ab9084de890718d', '2026-11-27 07:34:52.34+00'),
	(1, 'sha256:a6d2d90151db52dce1fb5eed2a569e5a9cd727a7430fde70651ec189292f7632', 'layers', 'ok', NULL, '2026-11-27 07:34:55.659+00'),
	(1, 'sha256:a6d2d90151db52dce1fb5eed2a569e5a9cd727a7430fde70651ec189292f7632', 'packages', 'partial', 'the image is debian 12, but its package database is missing', '2026-11-27 07:34:55.659+00'),
	(1, 'sha256:a6d2d90151db52dce1fb5eed2a569e5a9cd727a7430fde70651ec189292f7632', 'vulnerabilities', 'ok', NULL, '2026-11-27 07:34:55.659+00');

-- Data for Name: sync_absent; Type: TABLE DATA; Schema: public; Owner: -

INSERT INTO public.sync_absent VALUES
	(1, 'f6991cba-e3b8-4fae-ad67-7bc3054b2bb5', 1, 4294967299);

-- Data for Name: sync_repository; Type: TABLE DATA; Schema: public; Owner: -

INSERT INTO public.sync_repository VALUES
	(1, 'f6991cba-e3b8-4fae-ad67-7bc3054b2bb5', 1, 'broken/later', 'broken', 'later', false, 0, 0, true, NULL),
	(1, 'f6991cba-e3b8-4fae-ad67-7bc3054b2bb5', 1, 'broken/lost', 'broken', 'lost', false, 0, 0, true, NULL),
	(1, 'f6991cba-e3b8-4fae-ad67-7bc3054b2bb5', 1, 'broken/torn', 'broken', 'torn', false, 0, 0, true, NULL),
	(1, 'f6991cba-e3b8-4fae-ad67-7bc3054b2bb5', 1, 'charts/web', 'charts', 'web', false, 0, 0, true, NULL),
	(1, 'f6991cba-e3b8-4fae-ad67-7bc3054b2bb5', 1, 'legacy/app', 'legacy', 'app', false, 0, 0, true, NULL),
	(1, 'f6991cba-e3b8-4fae-ad67-7bc3054b2bb5', 1, 'moving/app', 'moving', 'app', false, 0, 0, true, NULL),
	(1, 'f6991cba-e3b8-4fae-ad67-7bc3054b2bb5', 1, 'shop/api', 'shop', 'api', false, 0, 0, true, NULL),
	(1, 'f6991cba-e3b8-4fae-ad67-7bc3054b2bb5', 1, 'shop/base', 'shop', 'base', false, 0, 0, true, NULL),
	(1, 'f6991cba-e3b8-4fae-ad67-7bc3054b2bb5', 1, 'shop/tool', 'shop', 'tool', false, 0, 0, true, NULL),
	(1, 'f6991cba-e3b8-4fae-ad67-7bc3054b2bb5', 1, 'shop/web', 'shop', 'web', false, 0, 0, true, NULL),
	(1, 'f6991cba-e3b8-4fae-ad67-7bc3054b2bb5', 1, 'systems/arch', 'systems', 'arch', false, 0, 0, true, NULL),
	(1, 'f6991cba-e3b8-4fae-ad67-7bc3054b2bb5', 1, 'systems/rocky', 'systems', 'rocky', false, 0, 0, true, NULL),
	(1, 'f6991cba-e3b8-4fae-ad67-7bc3054b2bb5', 1, 'systems/ubuntu', 'systems', 'ubuntu', false, 0, 0, true, NULL),
	(1, 'f6991cba-e3b8-4fae-ad67-7bc3054b2bb5', 1, 'tools/multi', 'tools', 'multi', false, 0, 0, true, NULL),
	(1, 'f6991cba-e3b8-4fae-ad67-7bc3054b2bb5', 1, 'waiting/filled', 'waiting', 'filled', false, 0, 0, true, NULL),
	(1, 'f6991cba-e3b8-4fae-ad67-7bc3054b2bb5', 1, 'waiting/first', 'waiting', 'first', false, 0, 0, true, NULL),
	(1, 'f6991cba-e3b8-4fae-ad67-7bc3054b2bb5', 1, 'waiting/gone', 'waiting', 'gone', false, 0, 0, true, NULL),
	(1, 'f6991cba-e3b8-4fae-ad67-7bc3054b2bb5', 1, 'waiting/queued', 'waiting', 'queued', false, 0, 0, true, NULL),
	(1, 'f6991cba-e3b8-4fae-ad67-7bc3054b2bb5', 1, 'waiting/retried', 'waiting', 'retried', false, 0, 0, true, NULL),
	(1, 'f6991cba-e3b8-4fae-ad67-7bc3054b2bb5', 1, 'waiting/scanning', 'waiting', 'scanning', false, 0, 0, true, NULL),
	(1, 'f6991cba-e3b8-4fae-ad67-7bc3054b2bb5', 1, 'waiting/second', 'waiting', 'second', false, 0, 0, true, NULL),
	(1, 'f6991cba-e3b8-4fae-ad67-7bc3054b2bb5', 1, 'waiting/taken', 'waiting', 'taken', false, 0, 0, true, NULL),
	(1, 'f6991cba-e3b8-4fae-ad67-7bc3054b2bb5', 1, 'waiting/third', 'waiting', 'third', false, 0, 0, true, NULL),
	(1, 'f6991cba-e3b8-4fae-ad67-7bc3054b2bb5', 1, 'absent/app', 'absent', 'app', true, 0, 0, true, NULL),
	(1, 'f6991cba-e3b8-4fae-ad67-7bc3054b2bb5', 1, 'broken/corrupt', 'broken', 'corrupt', true, 1, 0, true, NULL),
	(1, 'f6991cba-e3b8-4fae-ad67-7bc3054b2bb5', 1, 'broken/large', 'broken', 'large', true, 1, 0, true, NULL);

-- Data for Name: task; Type: TABLE DATA; Schema: public; Owner: -

INSERT INTO public.task VALUES
	(1, 'f57d780c-7c51-43f5-83d9-93c580721430', 0, 'sync', 'manual', 'sync 1 registries', '2026-11-27 07:34:52.551495+00', '2026-11-27 07:34:52.615226+00', 'finished', 0, 0, false, 1, 1, 0, NULL, 0),
	(1, '0f43c750-6251-44e6-bfd0-9a26c8272dfd', 0, 'sync', 'schedule', 'sync 4 registries', '2026-11-27 07:34:43.649524+00', '2026-11-27 07:34:51.445016+00', 'finished', 0, 0, false, 4, 3, 1, '127.0.0.1:1 cannot be reached: it refused the connection', 0),
	(2, 'b823fdc4-fc74-4b22-892b-cf753dabb0ed', 0, 'sync', 'manual', 'sync 1 registries', '2026-11-27 07:34:51.479466+00', '2026-11-27 07:34:51.576705+00', 'finished', 0, 0, false, 1, 1, 0, NULL, 0),
	(1, '57684f38-1874-4caf-9289-a51f4ad4acd8', 0, 'scan', 'manual', 'scan 2 images', '2026-11-27 07:34:52.724502+00', NULL, 'running', 2147483647, 0, false, 2, 1, 0, NULL, 1),
	(1, '345d5229-f171-4cec-851f-2cede8b3b631', 0, 'scan', 'manual', 'scan 1 images', '2026-11-27 07:34:55.724279+00', NULL, 'running', 2147483647, 0, false, 1, 0, 0, NULL, 0),
	(1, 'cb5feaed-2342-49cc-a102-b09587151bd4', 0, 'scan', 'manual', 'scan 2 images', '2026-11-27 07:34:55.787119+00', '2026-11-27 07:34:55.79618+00', 'stopped', 2147483647, 0, false, 2, 0, 0, NULL, 0),
	(1, '7445ce37-428e-4e9f-99e2-9cac2da6eb3f', 0, 'scan', 'manual', 'broken off', '2026-11-27 07:34:55.802875+00', '2026-11-27 07:34:55.8067+00', 'abnormal', 1, 0, false, 1, 0, 0, 'the images of the order could not be queued; the log says why', 0),
	(1, 'd5b216bc-4ac9-4682-8db1-73b99b2f071c', 0, 'scan', 'manual', 'timed out', '2026-11-27 07:34:55.807698+00', '2026-11-27 07:34:55.811192+00', 'timed_out', 1, 0, false, 1, 0, 0, NULL, 0),
	(1, 'f9e31313-b716-4b09-9876-9b879f38e174', 0, 'scan', 'manual', 'scan 1 images', '2026-11-27 07:34:55.811869+00', '2026-11-27 07:34:55.819915+00', 'stopped', 2147483647, 0, false, 1, 0, 0, NULL, 0),
	(1, '2010229e-d346-4dcd-b33e-f9c198df5d88', 0, 'scan', 'manual', 'scan 3 images', '2026-11-27 07:34:55.822009+00', NULL, 'running', 2147483647, 1, false, 3, 0, 0, NULL, 0),
	(1, '4ffedc7c-5f93-4cb8-a52f-8afd766680f9', 0, 'scan', 'manual', 'scan 22 images', '2026-11-27 07:34:51.595781+00', '2026-11-27 07:34:52.12804+00', 'finished', 2147483647, 0, false, 22, 19, 3, NULL, 12),
	(1, '7227830a-0f75-4cac-b449-a769ab6157cf', 0, 'scan', 'manual', 'scan 1 images', '2026-11-27 07:34:55.83083+00', NULL, 'running', 2147483647, 0, false, 1, 0, 0, NULL, 0),
	(1, 'a8416a59-a530-4a1a-9c13-25a0c97ae364', 0, 'scan', 'manual', 'scan selected images', '2026-11-27 07:34:55.838029+00', NULL, 'running', 1, 0, false, 0, 0, 0, NULL, 0),
	(2, 'aa2c68e5-cce2-4a95-8f2c-541162ff2059', 0, 'scan', 'schedule', 'scan 3 images', '2026-11-27 07:34:51.611765+00', '2026-11-27 07:34:52.206436+00', 'finished', 2147483647, 0, true, 3, 3, 0, NULL, 2),
	(1, 'a0afd802-4806-4bf1-9a31-1104a6d97b55', 0, 'scan', 'manual', 'scan 1 images', '2026-11-27 07:34:55.839434+00', NULL, 'running', 1, 0, false, 1, 0, 0, NULL, 0),
	(1, 'f6991cba-e3b8-4fae-ad67-7bc3054b2bb5', 0, 'sync', 'manual', 'sync 1 registries', '2026-11-27 07:34:55.916577+00', NULL, 'running', 0, 0, false, 1, 0, 0, NULL, 0),
	(1, 'd2790111-6ff4-42a4-b5c2-72861325b49d', 0, 'sync', 'schedule', 'sync 1 registries', '2026-11-27 07:34:55.919113+00', NULL, 'running', 0, 0, false, 1, 0, 0, NULL, 0),
	(1, '6f4f1a0c-ed0a-4630-bfab-3dc3c67013ea', 0, 'scan', 'manual', 'scan 2 images', '2026-11-27 07:34:52.251662+00', '2026-11-27 07:34:52.287089+00', 'finished', 2147483647, 0, false, 2, 0, 2, NULL, 0),
	(1, '2ade9573-f3cf-4396-9d50-af1c663f453b', 0, 'sync', 'manual', 'sync 1 registries', '2026-11-27 07:34:55.921063+00', NULL, 'running', 0, 0, false, 1, 0, 0, NULL, 0),
	(1, '00c790f6-1db6-4db8-90ec-5cc1e48f309e', 0, 'scan', 'manual', 'scan 1 images', '2026-11-27 07:34:52.317582+00', '2026-11-27 07:34:52.340585+00', 'finished', 2147483647, 0, false, 1, 0, 1, NULL, 0),
	(1, '3d2b98aa-fc17-4469-8ffb-37375cca1fcf', 0, 'sync', 'manual', 'sync 1 registries', '2026-11-27 07:34:52.381262+00', '2026-11-27 07:34:52.511942+00', 'finished', 0, 0, false, 1, 1, 0, NULL, 0),
	(1, '8f8bb2fa-eda6-40cb-9694-0fd10c13e38c', 0, 'scan', 'manual', 'scan 1 images', '2026-11-27 07:34:52.54312+00', NULL, 'running', 2147483647, 0, false, 1, 0, 0, NULL, 0);

-- Data for Name: task_image; Type: TABLE DATA; Schema: public; Owner: -

INSERT INTO public.task_image VALUES
	(1, '4ffedc7c-5f93-4cb8-a52f-8afd766680f9', 4294967302, 'sha256:1372ef2e75ec41e3a444f39b4c41534a3f55f11a116e00f81d1e5e506b1529c3', 'succeeded', NULL, NULL),
	(1, '4ffedc7c-5f93-4cb8-a52f-8afd766680f9', 4294967305, 'sha256:1a206b26cfc7de70d336a7b7001748aed74b92eb980b25d6ed0e885c2620fafb', 'succeeded', NULL, NULL),
	(1, '4ffedc7c-5f93-4cb8-a52f-8afd766680f9', 4294967320, 'sha256:1a206b26cfc7de70d336a7b7001748aed74b92eb980b25d6ed0e885c2620fafb', 'succeeded', NULL, NULL),
	(1, '4ffedc7c-5f93-4cb8-a52f-8afd766680f9', 4294967310, 'sha256:1a45faa4238e73ce69ba8588d6803f2ed750b717d0b037000500f26035fa867a', 'succeeded', NULL, NULL),
	(1, '4ffedc7c-5f93-4cb8-a52f-8afd766680f9', 4294967304, 'sha256:1f5c9adfd16c52c1fd03d2f3eb4337b654d098f14805ed531f486d6e5ab8ca9e', 'succeeded', NULL, NULL),
	(1, '4ffedc7c-5f93-4cb8-a52f-8afd766680f9', 4294967307, 'sha256:47e128c9f590e32f4f412690a5b904813d54cb75eef04e212c6d221483c4f5f9', 'succeeded', NULL, NULL),
	(1, '4ffedc7c-5f93-4cb8-a52f-8afd766680f9', 4294967321, 'sha256:47e128c9f590e32f4f412690a5b904813d54cb75eef04e212c6d221483c4f5f9', 'succeeded', NULL, NULL),
	(1, '4ffedc7c-5f93-4cb8-a52f-8afd766680f9', 4294967318, 'sha256:47e128c9f590e32f4f412690a5b904813d54cb75eef04e212c6d221483c4f5f9', 'succeeded', NULL, NULL),
	(1, '4ffedc7c-5f93-4cb8-a52f-8afd766680f9', 4294967316, 'sha256:511e11e1d5bf6de3ea45ac06f186b86330eecfe1fb28f7185bdcd981f6ba67ea', 'succeeded', NULL, NULL),
	(1, '4ffedc7c-5f93-4cb8-a52f-8afd766680f9', 4294967303, 'sha256:6133f9416880d4d30011ed81e25a8562cfd3c5be0267beb2444fb491eb33bf73', 'succeeded', NULL, NULL),
	(1, '4ffedc7c-5f93-4cb8-a52f-8afd766680f9', 4294967312, 'sha256:637bea538f4d9a53371a221d2335f2bbc87c73d20f86f1a583ae57a7cb6d0c04', 'succeeded', NULL, NULL),
	(1, '4ffedc7c-5f93-4cb8-a52f-8afd766680f9', 4294967317, 'sha256:81d2d21bc13246d608663d462046e10b3a45bbb3f504baecbec1db14db4c8365', 'succeeded', NULL, NULL),
	(1, '4ffedc7c-5f93-4cb8-a52f-8afd766680f9', 4294967313, 'sha256:9a491f29cea2aae2475410139791c8e621b226001ebfe693c4170b18cffcfa87', 'failed', 'failed_to_scan_file', 'layer is not a complete gzip stream: unexpected end of file'),
	(1, '4ffedc7c-5f93-4cb8-a52f-8afd766680f9', 4294967297, 'sha256:a0248825da4c9ed7fd89a83201743155bdbd9a9c98a4de67a38bbb4f540cdd51', 'failed', 'schema_v1_not_support', 'schema 1 manifests cannot be scanned'),
	(1, '4ffedc7c-5f93-4cb8-a52f-8afd766680f9', 4294967314, 'sha256:a13ffab3d331811849f0dacec176a6a9ba1659d33b51ea4be492865643ad152c', 'failed', 'get_detail_info_not_found', '127.0.0.1:33671 answered 404 (BLOB_UNKNOWN) to the blob sha256:15960ab1c264c3dcdb22804a44d8d98423ec1b3831940b3dd25464bdeb5df5e0 of broken/lost'),
	(1, '4ffedc7c-5f93-4cb8-a52f-8afd766680f9', 4294967299, 'sha256:a62d2dc8621007652b70a63031cc439daafdbe7b9ff8af674aace4f4bd0e1f76', 'succeeded', NULL, NULL),
	(1, '4ffedc7c-5f93-4cb8-a52f-8afd766680f9', 4294967306, 'sha256:a6d2d90151db52dce1fb5eed2a569e5a9cd727a7430fde70651ec189292f7632', 'succeeded', NULL, NULL),
	(1, '4ffedc7c-5f93-4cb8-a52f-8afd766680f9', 4294967311, 'sha256:bc22039eb14a473f57c5976c0b933608cdb680740228a5a716ef97ca5ce72209', 'succeeded', NULL, NULL),
	(1, '4ffedc7c-5f93-4cb8-a52f-8afd766680f9', 4294967308, 'sha256:cfe00797bc710c3eb66ba274a0cfa7387741f18b4d96a87f71a6102a6e2fb8aa', 'succeeded', NULL, NULL),
	(1, '4ffedc7c-5f93-4cb8-a52f-8afd766680f9', 4294967309, 'sha256:cfe00797bc710c3eb66ba274a0cfa7387741f18b4d96a87f71a6102a6e2fb8aa', 'succeeded', NULL, NULL),
	(1, '4ffedc7c-5f93-4cb8-a52f-8afd766680f9', 4294967322, 'sha256:cfe00797bc710c3eb66ba274a0cfa7387741f18b4d96a87f71a6102a6e2fb8aa', 'succeeded', NULL, NULL),
	(1, '4ffedc7c-5f93-4cb8-a52f-8afd766680f9', 4294967319, 'sha256:cfe00797bc710c3eb66ba274a0cfa7387741f18b4d96a87f71a6102a6e2fb8aa', 'succeeded', NULL, NULL),
	(2, 'aa2c68e5-cce2-4a95-8f2c-541162ff2059', 8589934594, 'sha256:cfe00797bc710c3eb66ba274a0cfa7387741f18b4d96a87f71a6102a6e2fb8aa', 'succeeded', NULL, NULL),
	(2, 'aa2c68e5-cce2-4a95-8f2c-541162ff2059', 8589934593, 'sha256:47e128c9f590e32f4f412690a5b904813d54cb75eef04e212c6d221483c4f5f9', 'succeeded', NULL, NULL),
	(2, 'aa2c68e5-cce2-4a95-8f2c-541162ff2059', 8589934595, 'sha256:1a206b26cfc7de70d336a7b7001748aed74b92eb980b25d6ed0e885c2620fafb', 'succeeded', NULL, NULL),
	(1, '6f4f1a0c-ed0a-4630-bfab-3dc3c67013ea', 4294967304, 'sha256:1f5c9adfd16c52c1fd03d2f3eb4337b654d098f14805ed531f486d6e5ab8ca9e', 'failed', 'image_over_sized', 'the image has 1070 bytes, more than the limit of 10'),
	(1, '6f4f1a0c-ed0a-4630-bfab-3dc3c67013ea', 4294967300, 'sha256:d82910a5236e7374cbbe1e7559a77173d292896e12de5f8935272777818cee74', 'failed', 'image_over_sized', 'the image has 789 bytes, more than the limit of 10'),
	(1, '00c790f6-1db6-4db8-90ec-5cc1e48f309e', 4294967301, 'sha256:04b88c12ffae92ff6fcc096ef60447a4d91e2bb525148e72cc0e06dd5e36ca7d', 'failed', 'download_failed', 'layer sha256:5f130991ab6e5397e80960a4a146e85592ce0a0a9c4e0b3cc587082ff330b620 holds other bytes: they are sha256:1292fe807aef52912b37aee6ef659191b7d08a40b53464674ab9084de890718d'),
	(1, '8f8bb2fa-eda6-40cb-9694-0fd10c13e38c', 4294967324, 'sha256:83119a1b5252d313860ab4e2f7a9e3b0792564fe66e29178a77d9abd9c196412', 'queued', NULL, NULL),
	(1, '57684f38-1874-4caf-9289-a51f4ad4acd8', 4294967306, 'sha256:a6d2d90151db52dce1fb5eed2a569e5a9cd727a7430fde70651ec189292f7632', 'succeeded', NULL, NULL),
	(1, '57684f38-1874-4caf-9289-a51f4ad4acd8', 4294967329, 'sha256:6be88bd530d5799d8cecfd79bc41bca3ab8a3258c3f1999811abba63de98cf0d', 'running', NULL, NULL),
	(1, '345d5229-f171-4cec-851f-2cede8b3b631', 4294967326, 'sha256:27aa74c911cd0751940e4c5b2258d11c39d961e5fe6a344dd98abd93f1fb8e12', 'running', NULL, NULL),
	(1, 'cb5feaed-2342-49cc-a102-b09587151bd4', 4294967308, 'sha256:cfe00797bc710c3eb66ba274a0cfa7387741f18b4d96a87f71a6102a6e2fb8aa', 'stopped', NULL, NULL),
	(1, 'cb5feaed-2342-49cc-a102-b09587151bd4', 4294967322, 'sha256:cfe00797bc710c3eb66ba274a0cfa7387741f18b4d96a87f71a6102a6e2fb8aa', 'stopped', NULL, NULL),
	(1, '7445ce37-428e-4e9f-99e2-9cac2da6eb3f', 4294967327, 'sha256:638340ac31f3a593a2c969b7aebe3580a52651590749d40a9eab50e9fd4d6bc3', 'stopped', NULL, NULL),
	(1, 'd5b216bc-4ac9-4682-8db1-73b99b2f071c', 4294967327, 'sha256:638340ac31f3a593a2c969b7aebe3580a52651590749d40a9eab50e9fd4d6bc3', 'stopped', NULL, NULL),
	(1, 'f9e31313-b716-4b09-9876-9b879f38e174', 4294967331, 'sha256:2eab3add9b144bde61a5f1ad7816267ce52b6ed196a87b26caa39267052ec7e7', 'queued', NULL, NULL),
	(1, '2010229e-d346-4dcd-b33e-f9c198df5d88', 4294967325, 'sha256:19b1e96c28f8588614c053e0b43f0dd2402c19ff9b770161386dba7d31a10093', 'queued', NULL, NULL),
	(1, '2010229e-d346-4dcd-b33e-f9c198df5d88', 4294967328, 'sha256:b4216c9868a426d416244f560680624c4d5ce9ebabe5aa5f9d53204b05331612', 'queued', NULL, NULL),
	(1, '2010229e-d346-4dcd-b33e-f9c198df5d88', 4294967330, 'sha256:1e980b5fe237a2f40bbdb02df2a2d0088207c9ebaf1e1081ba4d9943d7f46d04', 'queued', NULL, NULL),
	(1, '7227830a-0f75-4cac-b449-a769ab6157cf', 4294967302, 'sha256:1372ef2e75ec41e3a444f39b4c41534a3f55f11a116e00f81d1e5e506b1529c3', 'queued', NULL, NULL),
	(1, 'a0afd802-4806-4bf1-9a31-1104a6d97b55', 4294967327, 'sha256:638340ac31f3a593a2c969b7aebe3580a52651590749d40a9eab50e9fd4d6bc3', 'queued', NULL, NULL);

-- Data for Name: task_registry; Type: TABLE DATA; Schema: public; Owner: -

INSERT INTO public.task_registry VALUES
	(1, 'f57d780c-7c51-43f5-83d9-93c580721430', 1, 'finished', NULL, 26, 26, 27, 0, 1, 0, 55, '2026-11-27 07:34:52.556902+00', '2026-11-27 07:34:52.615226+00'),
	(1, '0f43c750-6251-44e6-bfd0-9a26c8272dfd', 1, 'finished', NULL, 17, 17, 19, 19, 0, 0, 57, '2026-11-27 07:34:43.663291+00', '2026-11-27 07:34:43.840444+00'),
	(1, 'd2790111-6ff4-42a4-b5c2-72861325b49d', 1, 'queued', NULL, NULL, 0, 0, 0, 0, 0, 0, NULL, NULL),
	(1, '2ade9573-f3cf-4396-9d50-af1c663f453b', 2, 'queued', NULL, NULL, 0, 0, 0, 0, 0, 0, NULL, NULL),
	(1, '0f43c750-6251-44e6-bfd0-9a26c8272dfd', 3, 'finished', NULL, 1, 1, 2, 2, 0, 0, 4, '2026-11-27 07:34:43.84476+00', '2026-11-27 07:34:43.912488+00'),
	(1, 'f6991cba-e3b8-4fae-ad67-7bc3054b2bb5', 1, 'running', NULL, 26, 3, 2, 0, 0, 0, 0, '2026-11-27 07:34:57.934681+00', NULL),
	(1, '0f43c750-6251-44e6-bfd0-9a26c8272dfd', 2, 'finished', NULL, 2, 2, 3, 3, 0, 0, 10, '2026-11-27 07:34:43.916015+00', '2026-11-27 07:34:43.998489+00'),
	(1, '0f43c750-6251-44e6-bfd0-9a26c8272dfd', 4, 'failed', '127.0.0.1:1 cannot be reached: it refused the connection', NULL, 0, 0, 0, 0, 0, 5, '2026-11-27 07:34:44.001635+00', '2026-11-27 07:34:51.445016+00'),
	(2, 'b823fdc4-fc74-4b22-892b-cf753dabb0ed', 1, 'finished', NULL, 2, 2, 3, 3, 0, 0, 13, '2026-11-27 07:34:51.490503+00', '2026-11-27 07:34:51.576705+00'),
	(1, '3d2b98aa-fc17-4469-8ffb-37375cca1fcf', 1, 'finished', NULL, 26, 26, 28, 10, 0, 0, 66, '2026-11-27 07:34:52.385062+00', '2026-11-27 07:34:52.511942+00');

-- Data for Name: worker; Type: TABLE DATA; Schema: public; Owner: -

INSERT INTO public.worker VALUES
	('worker-e96d8d3a-60bb-4af4-ad72-477eabc11c38', '2026-11-27 07:34:55.623021+00', '2026-11-27 07:34:55.631769+00'),
	('worker-e324827b-9b36-440b-9390-416e51260160', '2026-11-27 07:34:57.927831+00', '2026-11-27 07:34:57.937398+00');

-- Name: job_queues_id_seq; Type: SEQUENCE SET; Schema: graphile_worker; Owner: -

SELECT pg_catalog.setval('graphile_worker.job_queues_id_seq', 10, true);

-- Name: jobs_id_seq1; Type: SEQUENCE SET; Schema: graphile_worker; Owner: -

SELECT pg_catalog.setval('graphile_worker.jobs_id_seq1', 64, true);

-- Name: tasks_id_seq; Type: SEQUENCE SET; Schema: graphile_worker; Owner: -

SELECT pg_catalog.setval('graphile_worker.tasks_id_seq', 36, true);

-- Name: advisory_advisory_pk_seq; Type: SEQUENCE SET; Schema: public; Owner: -

SELECT pg_catalog.setval('public.advisory_advisory_pk_seq', 10, true);

-- Name: package_package_pk_seq; Type: SEQUENCE SET; Schema: public; Owner: -

SELECT pg_catalog.setval('public.package_package_pk_seq', 24, true);

-- Name: principal_principal_pk_seq; Type: SEQUENCE SET; Schema: public; Owner: -

SELECT pg_catalog.setval('public.principal_principal_pk_seq', 5, true);

-- Name: project_project_pk_seq; Type: SEQUENCE SET; Schema: public; Owner: -

SELECT pg_catalog.setval('public.project_project_pk_seq', 2, true);

-- Name: _private_job_queues job_queues_pkey1; Type: CONSTRAINT; Schema: graphile_worker; Owner: -

ALTER TABLE ONLY graphile_worker._private_job_queues
    ADD CONSTRAINT job_queues_pkey1 PRIMARY KEY (id);

-- Name: _private_job_queues job_queues_queue_name_key; Type: CONSTRAINT; Schema: graphile_worker; Owner: -

ALTER TABLE ONLY graphile_worker._private_job_queues
    ADD CONSTRAINT job_queues_queue_name_key UNIQUE (queue_name);

-- Name: _private_jobs jobs_key_key1; Type: CONSTRAINT; Schema: graphile_worker; Owner: -

ALTER TABLE ONLY graphile_worker._private_jobs
    ADD CONSTRAINT jobs_key_key1 UNIQUE (key);

-- Name: _private_jobs jobs_pkey1; Type: CONSTRAINT; Schema: graphile_worker; Owner: -

ALTER TABLE ONLY graphile_worker._private_jobs
    ADD CONSTRAINT jobs_pkey1 PRIMARY KEY (id);

-- Name: _private_known_crontabs known_crontabs_pkey; Type: CONSTRAINT; Schema: graphile_worker; Owner: -

ALTER TABLE ONLY graphile_worker._private_known_crontabs
    ADD CONSTRAINT known_crontabs_pkey PRIMARY KEY (identifier);

-- Name: migrations migrations_pkey; Type: CONSTRAINT; Schema: graphile_worker; Owner: -

ALTER TABLE ONLY graphile_worker.migrations
    ADD CONSTRAINT migrations_pkey PRIMARY KEY (id);

-- Name: _private_tasks tasks_identifier_key; Type: CONSTRAINT; Schema: graphile_worker; Owner: -

ALTER TABLE ONLY graphile_worker._private_tasks
    ADD CONSTRAINT tasks_identifier_key UNIQUE (identifier);

-- Name: _private_tasks tasks_pkey; Type: CONSTRAINT; Schema: graphile_worker; Owner: -

ALTER TABLE ONLY graphile_worker._private_tasks
    ADD CONSTRAINT tasks_pkey PRIMARY KEY (id);

-- Name: access_key access_key_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.access_key
    ADD CONSTRAINT access_key_pkey PRIMARY KEY (access_key);

-- Name: advisory_affected advisory_affected_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.advisory_affected
    ADD CONSTRAINT advisory_affected_pkey PRIMARY KEY (advisory_pk, ord);

-- Name: advisory_ecosystem advisory_ecosystem_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.advisory_ecosystem
    ADD CONSTRAINT advisory_ecosystem_pkey PRIMARY KEY (source, ecosystem);

-- Name: advisory advisory_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.advisory
    ADD CONSTRAINT advisory_pkey PRIMARY KEY (advisory_pk);

-- Name: advisory advisory_source_advisory_id_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.advisory
    ADD CONSTRAINT advisory_source_advisory_id_key UNIQUE (source, advisory_id);

-- Name: advisory_source advisory_source_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.advisory_source
    ADD CONSTRAINT advisory_source_pkey PRIMARY KEY (source);

-- Name: auth_token auth_token_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.auth_token
    ADD CONSTRAINT auth_token_pkey PRIMARY KEY (token_hash);

-- Name: enterprise_project enterprise_project_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.enterprise_project
    ADD CONSTRAINT enterprise_project_pkey PRIMARY KEY (project_pk, eps_pk);

-- Name: enterprise_project enterprise_project_project_pk_eps_id_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.enterprise_project
    ADD CONSTRAINT enterprise_project_project_pk_eps_id_key UNIQUE (project_pk, eps_id);

-- Name: image_change image_change_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.image_change
    ADD CONSTRAINT image_change_pkey PRIMARY KEY (project_pk, version);

-- Name: image_child image_child_id_project_pk_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.image_child
    ADD CONSTRAINT image_child_id_project_pk_key UNIQUE (id, project_pk);

-- Name: image_child image_child_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.image_child
    ADD CONSTRAINT image_child_pkey PRIMARY KEY (project_pk, parent_id, ord);

-- Name: image_manifest image_manifest_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.image_manifest
    ADD CONSTRAINT image_manifest_pkey PRIMARY KEY (project_pk, digest, image_id);

-- Name: image image_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.image
    ADD CONSTRAINT image_pkey PRIMARY KEY (project_pk, id);

-- Name: job_crash job_crash_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.job_crash
    ADD CONSTRAINT job_crash_pkey PRIMARY KEY (job_id);

-- Name: job_schedule job_schedule_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.job_schedule
    ADD CONSTRAINT job_schedule_pkey PRIMARY KEY (identifier);

-- Name: layer_fact layer_fact_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.layer_fact
    ADD CONSTRAINT layer_fact_pkey PRIMARY KEY (project_pk, layer_digest, analyzer);

-- Name: layer layer_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.layer
    ADD CONSTRAINT layer_pkey PRIMARY KEY (project_pk, digest);

-- Name: manifest_child manifest_child_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.manifest_child
    ADD CONSTRAINT manifest_child_pkey PRIMARY KEY (project_pk, digest, ord);

-- Name: manifest_layer manifest_layer_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.manifest_layer
    ADD CONSTRAINT manifest_layer_pkey PRIMARY KEY (project_pk, digest, ord);

-- Name: manifest_package manifest_package_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.manifest_package
    ADD CONSTRAINT manifest_package_pkey PRIMARY KEY (project_pk, digest, package_pk, path);

-- Name: manifest manifest_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.manifest
    ADD CONSTRAINT manifest_pkey PRIMARY KEY (project_pk, digest);

-- Name: migration migration_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (name);

-- Name: package_advisory package_advisory_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.package_advisory
    ADD CONSTRAINT package_advisory_pkey PRIMARY KEY (project_pk, package_pk, advisory_pk);

-- Name: package package_name_version_ecosystem_arch_source_name_source_vers_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.package
    ADD CONSTRAINT package_name_version_ecosystem_arch_source_name_source_vers_key UNIQUE (name, version, ecosystem, arch, source_name, source_version, project_pk);

-- Name: package package_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.package
    ADD CONSTRAINT package_pkey PRIMARY KEY (project_pk, package_pk);

-- Name: principal principal_domain_name_user_name_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.principal
    ADD CONSTRAINT principal_domain_name_user_name_key UNIQUE (domain_name, user_name);

-- Name: principal_grant principal_grant_project_pk_principal_pk_eps_pk_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.principal_grant
    ADD CONSTRAINT principal_grant_project_pk_principal_pk_eps_pk_key UNIQUE NULLS NOT DISTINCT (project_pk, principal_pk, eps_pk);

-- Name: principal principal_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.principal
    ADD CONSTRAINT principal_pkey PRIMARY KEY (principal_pk);

-- Name: project project_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.project
    ADD CONSTRAINT project_pkey PRIMARY KEY (project_pk);

-- Name: project project_project_id_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.project
    ADD CONSTRAINT project_project_id_key UNIQUE (project_id);

-- Name: project project_project_name_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.project
    ADD CONSTRAINT project_project_name_key UNIQUE (project_name);

-- Name: registry registry_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.registry
    ADD CONSTRAINT registry_pkey PRIMARY KEY (project_pk, registry_pk);

-- Name: registry registry_registry_id_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.registry
    ADD CONSTRAINT registry_registry_id_key UNIQUE (registry_id);

-- Name: stage_state stage_state_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.stage_state
    ADD CONSTRAINT stage_state_pkey PRIMARY KEY (project_pk, digest, stage);

-- Name: sync_absent sync_absent_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.sync_absent
    ADD CONSTRAINT sync_absent_pkey PRIMARY KEY (project_pk, task_id, registry_pk, image_id);

-- Name: sync_repository sync_repository_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.sync_repository
    ADD CONSTRAINT sync_repository_pkey PRIMARY KEY (project_pk, task_id, registry_pk, repository);

-- Name: task_image task_image_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.task_image
    ADD CONSTRAINT task_image_pkey PRIMARY KEY (project_pk, task_id, image_id);

-- Name: task task_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.task
    ADD CONSTRAINT task_pkey PRIMARY KEY (project_pk, task_id);

-- Name: task_registry task_registry_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.task_registry
    ADD CONSTRAINT task_registry_pkey PRIMARY KEY (project_pk, task_id, registry_pk);

-- Name: worker worker_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.worker
    ADD CONSTRAINT worker_pkey PRIMARY KEY (worker_id);

-- Name: jobs_main_index; Type: INDEX; Schema: graphile_worker; Owner: -

CREATE INDEX jobs_main_index ON graphile_worker._private_jobs USING btree (priority, run_at) INCLUDE (id, task_id, job_queue_id) WHERE (is_available = true);

-- Name: jobs_no_queue_index; Type: INDEX; Schema: graphile_worker; Owner: -

CREATE INDEX jobs_no_queue_index ON graphile_worker._private_jobs USING btree (priority, run_at) INCLUDE (id, task_id) WHERE ((is_available = true) AND (job_queue_id IS NULL));

-- Name: advisory_affected_by_package; Type: INDEX; Schema: public; Owner: -

CREATE INDEX advisory_affected_by_package ON public.advisory_affected USING btree (ecosystem, name);

-- Name: advisory_by_vul; Type: INDEX; Schema: public; Owner: -

CREATE INDEX advisory_by_vul ON public.advisory USING btree (vul_id);

-- Name: auth_token_expiry; Type: INDEX; Schema: public; Owner: -

CREATE INDEX auth_token_expiry ON public.auth_token USING btree (expires_at);

-- Name: image_manifest_by_image; Type: INDEX; Schema: public; Owner: -

CREATE INDEX image_manifest_by_image ON public.image_manifest USING btree (image_id, project_pk);

-- Name: image_natural_key; Type: INDEX; Schema: public; Owner: -

CREATE UNIQUE INDEX image_natural_key ON public.image USING btree (natural_key, project_pk);

-- Name: image_repository; Type: INDEX; Schema: public; Owner: -

CREATE INDEX image_repository ON public.image USING btree (project_pk, registry_pk, namespace, image_name);

-- Name: manifest_child_by_child; Type: INDEX; Schema: public; Owner: -

CREATE INDEX manifest_child_by_child ON public.manifest_child USING btree (child_digest, project_pk);

-- Name: manifest_layer_by_layer; Type: INDEX; Schema: public; Owner: -

CREATE INDEX manifest_layer_by_layer ON public.manifest_layer USING btree (layer_digest, project_pk);

-- Name: manifest_package_by_package; Type: INDEX; Schema: public; Owner: -

CREATE INDEX manifest_package_by_package ON public.manifest_package USING btree (package_pk, project_pk);

-- Name: package_advisory_by_advisory; Type: INDEX; Schema: public; Owner: -

CREATE INDEX package_advisory_by_advisory ON public.package_advisory USING btree (advisory_pk);

-- Name: package_by_source; Type: INDEX; Schema: public; Owner: -

CREATE INDEX package_by_source ON public.package USING btree (source_name, ecosystem);

-- Name: registry_name; Type: INDEX; Schema: public; Owner: -

CREATE UNIQUE INDEX registry_name ON public.registry USING btree (project_pk, registry_name) WHERE (NOT deleting);

-- Name: task_by_time; Type: INDEX; Schema: public; Owner: -

CREATE INDEX task_by_time ON public.task USING btree (project_pk, kind, begin_time DESC);

-- Name: task_image_by_digest; Type: INDEX; Schema: public; Owner: -

CREATE INDEX task_image_by_digest ON public.task_image USING btree (digest, project_pk) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text]));

-- Name: task_image_failed; Type: INDEX; Schema: public; Owner: -

CREATE INDEX task_image_failed ON public.task_image USING btree (project_pk, task_id, image_id) WHERE (state = 'failed'::text);

-- Name: access_key access_key_principal_pk_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.access_key
    ADD CONSTRAINT access_key_principal_pk_fkey FOREIGN KEY (principal_pk) REFERENCES public.principal(principal_pk);

-- Name: access_key access_key_project_pk_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.access_key
    ADD CONSTRAINT access_key_project_pk_fkey FOREIGN KEY (project_pk) REFERENCES public.project(project_pk);

-- Name: advisory_affected advisory_affected_advisory_pk_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.advisory_affected
    ADD CONSTRAINT advisory_affected_advisory_pk_fkey FOREIGN KEY (advisory_pk) REFERENCES public.advisory(advisory_pk) ON DELETE CASCADE;

-- Name: advisory_ecosystem advisory_ecosystem_source_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.advisory_ecosystem
    ADD CONSTRAINT advisory_ecosystem_source_fkey FOREIGN KEY (source) REFERENCES public.advisory_source(source) ON DELETE CASCADE;

-- Name: advisory advisory_source_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.advisory
    ADD CONSTRAINT advisory_source_fkey FOREIGN KEY (source) REFERENCES public.advisory_source(source) ON DELETE CASCADE;

-- Name: auth_token auth_token_principal_pk_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.auth_token
    ADD CONSTRAINT auth_token_principal_pk_fkey FOREIGN KEY (principal_pk) REFERENCES public.principal(principal_pk);

-- Name: auth_token auth_token_project_pk_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.auth_token
    ADD CONSTRAINT auth_token_project_pk_fkey FOREIGN KEY (project_pk) REFERENCES public.project(project_pk);

-- Name: enterprise_project enterprise_project_project_pk_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.enterprise_project
    ADD CONSTRAINT enterprise_project_project_pk_fkey FOREIGN KEY (project_pk) REFERENCES public.project(project_pk);

-- Name: image_change image_change_project_pk_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.image_change
    ADD CONSTRAINT image_change_project_pk_fkey FOREIGN KEY (project_pk) REFERENCES public.project(project_pk);

-- Name: image image_project_pk_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.image
    ADD CONSTRAINT image_project_pk_fkey FOREIGN KEY (project_pk) REFERENCES public.project(project_pk);

-- Name: layer_fact layer_fact_project_pk_layer_digest_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.layer_fact
    ADD CONSTRAINT layer_fact_project_pk_layer_digest_fkey FOREIGN KEY (project_pk, layer_digest) REFERENCES public.layer(project_pk, digest) ON DELETE CASCADE;

-- Name: layer layer_project_pk_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.layer
    ADD CONSTRAINT layer_project_pk_fkey FOREIGN KEY (project_pk) REFERENCES public.project(project_pk);

-- Name: manifest_package manifest_package_project_pk_digest_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.manifest_package
    ADD CONSTRAINT manifest_package_project_pk_digest_fkey FOREIGN KEY (project_pk, digest) REFERENCES public.manifest(project_pk, digest) ON DELETE CASCADE;

-- Name: manifest manifest_project_pk_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.manifest
    ADD CONSTRAINT manifest_project_pk_fkey FOREIGN KEY (project_pk) REFERENCES public.project(project_pk);

-- Name: package_advisory package_advisory_advisory_pk_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.package_advisory
    ADD CONSTRAINT package_advisory_advisory_pk_fkey FOREIGN KEY (advisory_pk) REFERENCES public.advisory(advisory_pk) ON DELETE CASCADE;

-- Name: package_advisory package_advisory_project_pk_package_pk_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.package_advisory
    ADD CONSTRAINT package_advisory_project_pk_package_pk_fkey FOREIGN KEY (project_pk, package_pk) REFERENCES public.package(project_pk, package_pk) ON DELETE CASCADE;

-- Name: package package_project_pk_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.package
    ADD CONSTRAINT package_project_pk_fkey FOREIGN KEY (project_pk) REFERENCES public.project(project_pk);

-- Name: principal_grant principal_grant_principal_pk_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.principal_grant
    ADD CONSTRAINT principal_grant_principal_pk_fkey FOREIGN KEY (principal_pk) REFERENCES public.principal(principal_pk);

-- Name: principal_grant principal_grant_project_pk_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.principal_grant
    ADD CONSTRAINT principal_grant_project_pk_fkey FOREIGN KEY (project_pk) REFERENCES public.project(project_pk);

-- Name: registry registry_project_pk_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.registry
    ADD CONSTRAINT registry_project_pk_fkey FOREIGN KEY (project_pk) REFERENCES public.project(project_pk);

-- Name: stage_state stage_state_project_pk_digest_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.stage_state
    ADD CONSTRAINT stage_state_project_pk_digest_fkey FOREIGN KEY (project_pk, digest) REFERENCES public.manifest(project_pk, digest) ON DELETE CASCADE;

-- Name: sync_absent sync_absent_project_pk_task_id_registry_pk_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.sync_absent
    ADD CONSTRAINT sync_absent_project_pk_task_id_registry_pk_fkey FOREIGN KEY (project_pk, task_id, registry_pk) REFERENCES public.task_registry(project_pk, task_id, registry_pk) ON DELETE CASCADE;

-- Name: sync_repository sync_repository_project_pk_task_id_registry_pk_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.sync_repository
    ADD CONSTRAINT sync_repository_project_pk_task_id_registry_pk_fkey FOREIGN KEY (project_pk, task_id, registry_pk) REFERENCES public.task_registry(project_pk, task_id, registry_pk) ON DELETE CASCADE;

-- Name: task_image task_image_project_pk_task_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.task_image
    ADD CONSTRAINT task_image_project_pk_task_id_fkey FOREIGN KEY (project_pk, task_id) REFERENCES public.task(project_pk, task_id) ON DELETE CASCADE;

-- Name: task task_project_pk_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.task
    ADD CONSTRAINT task_project_pk_fkey FOREIGN KEY (project_pk) REFERENCES public.project(project_pk);

-- Name: task_registry task_registry_project_pk_task_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.task_registry
    ADD CONSTRAINT task_registry_project_pk_task_id_fkey FOREIGN KEY (project_pk, task_id) REFERENCES public.task(project_pk, task_id) ON DELETE CASCADE;

-- Name: _private_job_queues; Type: ROW SECURITY; Schema: graphile_worker; Owner: -

ALTER TABLE graphile_worker._private_job_queues ENABLE ROW LEVEL SECURITY;

-- Name: _private_jobs; Type: ROW SECURITY; Schema: graphile_worker; Owner: -

ALTER TABLE graphile_worker._private_jobs ENABLE ROW LEVEL SECURITY;

-- Name: _private_known_crontabs; Type: ROW SECURITY; Schema: graphile_worker; Owner: -

ALTER TABLE graphile_worker._private_known_crontabs ENABLE ROW LEVEL SECURITY;

-- Name: _private_tasks; Type: ROW SECURITY; Schema: graphile_worker; Owner: -

ALTER TABLE graphile_worker._private_tasks ENABLE ROW LEVEL SECURITY;

-- PostgreSQL database dump complete

