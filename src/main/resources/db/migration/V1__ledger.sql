-- The history and what is derived from it. Instants are milliseconds since 1970-01-01T00:00Z, truth values 0 and 1,
-- lists and maps JSON. ${id} is the dialect's word for a 64-bit key by which the table itself is ordered,
-- ${keyed} what it says of a table that is ordered by another key.

-- The history. Rows are only ever added; each carries the hash of the row before it.
CREATE TABLE events (
    sequence        ${id} NOT NULL PRIMARY KEY,
    at              BIGINT NOT NULL,
    kind            TEXT NOT NULL,
    type            TEXT NOT NULL,
    actor           TEXT NOT NULL,
    application     TEXT,
    environment     TEXT,
    idempotency_key TEXT,
    data            TEXT NOT NULL,
    previous_hash   TEXT NOT NULL,
    hash            TEXT NOT NULL
);
CREATE UNIQUE INDEX events_key ON events (idempotency_key) WHERE idempotency_key IS NOT NULL;

-- Everything below can be rebuilt from the events.
CREATE TABLE configuration (
    checksum TEXT NOT NULL PRIMARY KEY,
    content  TEXT NOT NULL
);

CREATE TABLE release (
    fingerprint TEXT NOT NULL PRIMARY KEY,
    application TEXT NOT NULL,
    version     TEXT NOT NULL,
    commit_id   TEXT,
    shared_tree TEXT,
    sequence    BIGINT NOT NULL
);
CREATE INDEX release_label ON release (application, version, sequence);

CREATE TABLE release_artifact (
    fingerprint TEXT NOT NULL REFERENCES release (fingerprint),
    module_group TEXT NOT NULL,
    module_name TEXT NOT NULL,
    version     TEXT NOT NULL,
    source_url  TEXT,
    digest      TEXT,
    PRIMARY KEY (fingerprint, module_group, module_name)
);

-- A deployment ends when the next of its cell is created, which is therefore not kept here as well. Every index is paid
-- for with each deployment: questions about an application, an environment or all go through their cells, of which there
-- are few.
CREATE TABLE deployment (
    id               ${id} NOT NULL PRIMARY KEY,
    application      TEXT NOT NULL,
    environment      TEXT NOT NULL,
    fingerprint      TEXT NOT NULL,
    version          TEXT NOT NULL,
    commit_id        TEXT,
    status           TEXT NOT NULL,
    cause            TEXT NOT NULL,
    promotion        BIGINT,
    out_of_band      TEXT,
    actor            TEXT NOT NULL,
    created_at       BIGINT NOT NULL,
    started_at       BIGINT,
    completed_at     BIGINT,
    verified_at      BIGINT,
    last_verified_at BIGINT,
    failed_at        BIGINT,
    voided           TEXT
);
CREATE INDEX deployment_history ON deployment (application, environment, id);
CREATE INDEX deployment_release ON deployment (fingerprint, environment, id);
CREATE INDEX deployment_time ON deployment (application, environment, created_at, id);
CREATE INDEX deployment_good ON deployment (application, environment, id) WHERE status = 'VERIFIED';

-- The newest deployment of each application in each environment.
CREATE TABLE cell (
    application TEXT NOT NULL,
    environment TEXT NOT NULL,
    deployment  BIGINT NOT NULL REFERENCES deployment (id),
    PRIMARY KEY (application, environment)
) ${keyed};

-- Which artifact versions are proven where, by deployments that are VERIFIED and not voided.
CREATE TABLE evidence (
    application TEXT NOT NULL,
    environment TEXT NOT NULL,
    module_group TEXT NOT NULL,
    module_name TEXT NOT NULL,
    version     TEXT NOT NULL,
    deployment  BIGINT NOT NULL,
    PRIMARY KEY (application, environment, module_group, module_name, version, deployment)
);

CREATE TABLE verification (
    id         ${id} NOT NULL PRIMARY KEY,
    deployment BIGINT NOT NULL REFERENCES deployment (id),
    check_name TEXT NOT NULL,
    passed     INTEGER NOT NULL,
    url        TEXT,
    actor      TEXT NOT NULL,
    at         BIGINT NOT NULL
);
CREATE INDEX verification_deployment ON verification (deployment, id);

CREATE TABLE promotion (
    id              ${id} NOT NULL PRIMARY KEY,
    application     TEXT NOT NULL,
    sources         TEXT NOT NULL,
    environment     TEXT NOT NULL,
    fingerprint     TEXT NOT NULL,
    version         TEXT NOT NULL,
    commit_id       TEXT,
    kind            TEXT NOT NULL,
    status          TEXT NOT NULL,
    override_reason TEXT,
    actor           TEXT NOT NULL,
    requested_at    BIGINT NOT NULL,
    reason          TEXT NOT NULL,
    earliest        BIGINT,
    ended_at        BIGINT
);
CREATE INDEX promotion_history ON promotion (application, environment, id);
CREATE INDEX promotion_unfinished ON promotion (ended_at, id) WHERE ended_at IS NULL;
CREATE INDEX promotion_open ON promotion (application, environment, status) WHERE ended_at IS NULL;

CREATE TABLE approval (
    promotion BIGINT NOT NULL REFERENCES promotion (id),
    actor     TEXT NOT NULL,
    groups    TEXT NOT NULL,
    approved  INTEGER NOT NULL,
    reason    TEXT NOT NULL,
    at        BIGINT NOT NULL,
    sequence  BIGINT NOT NULL,
    PRIMARY KEY (promotion, actor)
);

CREATE TABLE hold (
    environment TEXT NOT NULL PRIMARY KEY,
    reason      TEXT NOT NULL,
    actor       TEXT NOT NULL,
    at          BIGINT NOT NULL
);

CREATE TABLE line_left (
    application TEXT NOT NULL,
    environment TEXT NOT NULL,
    base        TEXT NOT NULL,
    PRIMARY KEY (application, environment)
);

CREATE TABLE hotfix (
    sequence         ${id} NOT NULL PRIMARY KEY,
    application      TEXT NOT NULL,
    name             TEXT NOT NULL,
    branch           TEXT NOT NULL,
    from_environment TEXT NOT NULL,
    base             TEXT NOT NULL,
    previous_heads   TEXT NOT NULL,
    cancelled        TEXT NOT NULL,
    status           TEXT NOT NULL,
    actor            TEXT NOT NULL,
    started_at       BIGINT NOT NULL
);
CREATE INDEX hotfix_name ON hotfix (application, name, sequence);
CREATE INDEX hotfix_active ON hotfix (application, sequence) WHERE status = 'STARTED';

CREATE TABLE push_intent (
    id          ${id} NOT NULL PRIMARY KEY,
    application TEXT NOT NULL,
    kind        TEXT NOT NULL,
    promotions  TEXT NOT NULL,
    refs        TEXT NOT NULL,
    details     TEXT NOT NULL,
    at          BIGINT NOT NULL,
    actor       TEXT NOT NULL,
    settled     TEXT
);
CREATE INDEX push_intent_open ON push_intent (settled, id) WHERE settled IS NULL;

-- What builds did with deployments and promotions; job is the full name it has now.
CREATE TABLE build_link (
    sequence    ${id} NOT NULL PRIMARY KEY,
    job         TEXT NOT NULL,
    number      BIGINT NOT NULL,
    url         TEXT,
    role        TEXT NOT NULL,
    application TEXT NOT NULL,
    environment TEXT NOT NULL,
    deployment  BIGINT,
    promotion   BIGINT,
    actor       TEXT NOT NULL,
    at          BIGINT NOT NULL,
    gone        INTEGER NOT NULL
);
CREATE INDEX build_link_build ON build_link (job, number, sequence);
CREATE INDEX build_link_job ON build_link (job, sequence);
CREATE INDEX build_link_deployment ON build_link (deployment, sequence) WHERE deployment IS NOT NULL;
CREATE INDEX build_link_promotion ON build_link (promotion, sequence) WHERE promotion IS NOT NULL;

-- Which jobs have builds that did something for which application, under the full names they have now.
CREATE TABLE application_job (
    application TEXT NOT NULL,
    job         TEXT NOT NULL,
    PRIMARY KEY (application, job)
);
CREATE INDEX application_job_job ON application_job (job);
