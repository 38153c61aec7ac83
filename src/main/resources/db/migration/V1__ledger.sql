-- The history and what is derived from it. Instants are milliseconds since 1970-01-01T00:00Z, truth values 0 and 1,
-- lists and maps JSON. ${id} is the dialect's word for a 64-bit key by which the table itself is ordered,
-- ${keyed} what it says of a table that is ordered by another key, ${text} a text that is compared by its bytes.

-- The history. Rows are only ever added; each carries the hash of the row before it.
CREATE TABLE events (
    sequence        ${id} NOT NULL PRIMARY KEY,
    at              BIGINT NOT NULL,
    kind            ${text} NOT NULL,
    type            ${text} NOT NULL,
    actor           ${text} NOT NULL,
    application     ${text},
    environment     ${text},
    idempotency_key ${text},
    data            ${text} NOT NULL,
    previous_hash   ${text} NOT NULL,
    hash            ${text} NOT NULL
);
CREATE UNIQUE INDEX events_key ON events (idempotency_key) WHERE idempotency_key IS NOT NULL;

-- The bearer tokens of the server: neither events nor derived from them, so a rebuild leaves them and an export leaves them out.
-- Lists are lines, which no name can hold.
CREATE TABLE token (
    id           ${text} NOT NULL PRIMARY KEY,
    name         ${text} NOT NULL,
    hash         ${text} NOT NULL,
    roles        ${text} NOT NULL,
    applications ${text} NOT NULL,
    groups       ${text} NOT NULL,
    created_at   BIGINT NOT NULL,
    created_by   ${text} NOT NULL,
    expires_at   BIGINT,
    revoked_at   BIGINT,
    revoked_by   ${text}
) ${keyed};

-- Everything below can be rebuilt from the events.
CREATE TABLE configuration (
    checksum ${text} NOT NULL PRIMARY KEY,
    content  ${text} NOT NULL,
    sequence BIGINT NOT NULL
);
CREATE INDEX configuration_sequence ON configuration (sequence);

CREATE TABLE release (
    fingerprint ${text} NOT NULL PRIMARY KEY,
    application ${text} NOT NULL,
    version     ${text} NOT NULL,
    commit_id   ${text},
    shared_tree ${text},
    sequence    BIGINT NOT NULL
);
CREATE INDEX release_label ON release (application, version, sequence);

CREATE TABLE release_artifact (
    fingerprint ${text} NOT NULL REFERENCES release (fingerprint),
    module_group ${text} NOT NULL,
    module_name ${text} NOT NULL,
    version     ${text} NOT NULL,
    source_url  ${text},
    digest      ${text},
    PRIMARY KEY (fingerprint, module_group, module_name)
);

-- What DeployDB's clients tell of. It never changes.
CREATE TABLE artifact (
    id           ${id} NOT NULL PRIMARY KEY,
    module_group ${text} NOT NULL,
    module_name  ${text} NOT NULL,
    version      ${text} NOT NULL,
    source_url   ${text},
    digest       ${text},
    actor        ${text} NOT NULL,
    at           BIGINT NOT NULL
);
CREATE UNIQUE INDEX artifact_version ON artifact (module_group, module_name, version);
CREATE INDEX artifact_module ON artifact (module_group, module_name, id);

-- The way of an artifact through a pipeline. Its deployments are those from first_deployment to last_deployment; last_check
-- is the highest id that a check of any flow has so far.
CREATE TABLE flow (
    id            ${id} NOT NULL PRIMARY KEY,
    artifact      BIGINT NOT NULL REFERENCES artifact (id),
    application   ${text} NOT NULL,
    pipeline      ${text} NOT NULL,
    configuration ${text} NOT NULL,
    fingerprint   ${text} NOT NULL,
    version       ${text} NOT NULL,
    stages        ${text} NOT NULL,
    first_deployment BIGINT NOT NULL,
    last_deployment  BIGINT NOT NULL,
    last_check    BIGINT NOT NULL,
    actor         ${text} NOT NULL,
    at            BIGINT NOT NULL
);
CREATE INDEX flow_artifact ON flow (artifact, id);
CREATE INDEX flow_application ON flow (application, id);
CREATE INDEX flow_release ON flow (fingerprint, id);

-- Those of a flow are planned before they come in, and have no sequence until then. In what order deployments were in an
-- environment is told by the sequence of the event that brought each in.
-- A deployment ends when the next of its cell is created, which is therefore not kept here as well. Every index is paid
-- for with each deployment: questions about an application, an environment or all go through their cells, of which there
-- are few.
CREATE TABLE deployment (
    id               ${id} NOT NULL PRIMARY KEY,
    application      ${text} NOT NULL,
    environment      ${text} NOT NULL,
    fingerprint      ${text} NOT NULL,
    version          ${text} NOT NULL,
    commit_id        ${text},
    status           ${text} NOT NULL,
    cause            ${text} NOT NULL,
    promotion        BIGINT,
    out_of_band      ${text},
    actor            ${text} NOT NULL,
    created_at       BIGINT NOT NULL,
    started_at       BIGINT,
    completed_at     BIGINT,
    verified_at      BIGINT,
    last_verified_at BIGINT,
    failed_at        BIGINT,
    voided           ${text},
    flow             BIGINT,
    sequence         BIGINT
);
CREATE INDEX deployment_history ON deployment (application, environment, sequence, created_at)
    WHERE sequence IS NOT NULL;
CREATE INDEX deployment_release ON deployment (fingerprint, environment, sequence) WHERE sequence IS NOT NULL;
CREATE INDEX deployment_good ON deployment (application, environment, sequence) WHERE status = 'VERIFIED';
CREATE INDEX deployment_flow_environment ON deployment (environment, id) WHERE flow IS NOT NULL;

-- Which applications were ever deployed where. What is there is their newest deployment, one step down its index.
CREATE TABLE cell (
    application ${text} NOT NULL,
    environment ${text} NOT NULL,
    PRIMARY KEY (application, environment)
) ${keyed};

-- Which artifact versions are proven where, by deployments that are VERIFIED and not voided.
CREATE TABLE evidence (
    application ${text} NOT NULL,
    environment ${text} NOT NULL,
    module_group ${text} NOT NULL,
    module_name ${text} NOT NULL,
    version     ${text} NOT NULL,
    deployment  BIGINT NOT NULL,
    PRIMARY KEY (application, environment, module_group, module_name, version, deployment)
);

CREATE TABLE verification (
    id         ${id} NOT NULL PRIMARY KEY,
    deployment BIGINT NOT NULL REFERENCES deployment (id),
    check_name ${text} NOT NULL,
    passed     INTEGER NOT NULL,
    url        ${text},
    actor      ${text} NOT NULL,
    at         BIGINT NOT NULL
);
CREATE INDEX verification_deployment ON verification (deployment, id);

-- What failure policies did, by the deployment that failed.
CREATE TABLE failure_answer (
    deployment  ${id} NOT NULL PRIMARY KEY REFERENCES deployment (id),
    application ${text} NOT NULL,
    environment ${text} NOT NULL,
    policy      ${text} NOT NULL,
    action      ${text} NOT NULL,
    promotion   BIGINT,
    reason      ${text} NOT NULL,
    at          BIGINT NOT NULL
);
CREATE INDEX failure_answer_promotion ON failure_answer (promotion) WHERE promotion IS NOT NULL;

CREATE TABLE promotion (
    id                  ${id} NOT NULL PRIMARY KEY,
    application         ${text} NOT NULL,
    sources             ${text} NOT NULL,
    environment         ${text} NOT NULL,
    fingerprint         ${text} NOT NULL,
    version             ${text} NOT NULL,
    commit_id           ${text},
    kind                ${text} NOT NULL,
    status              ${text} NOT NULL,
    override_reason     ${text},
    actor               ${text} NOT NULL,
    requested_at        BIGINT NOT NULL,
    reason              ${text} NOT NULL,
    earliest            BIGINT,
    ended_at            BIGINT,
    deployment          BIGINT,
    pull_request        ${text},
    pull_request_url    ${text},
    pull_request_branch ${text},
    grounds             ${text}
);
CREATE INDEX promotion_history ON promotion (application, environment, id);
CREATE INDEX promotion_unfinished ON promotion (ended_at, id) WHERE ended_at IS NULL;
CREATE INDEX promotion_open ON promotion (application, environment, status) WHERE ended_at IS NULL;

CREATE TABLE approval (
    promotion BIGINT NOT NULL REFERENCES promotion (id),
    actor     ${text} NOT NULL,
    groups    ${text} NOT NULL,
    approved  INTEGER NOT NULL,
    reason    ${text} NOT NULL,
    at        BIGINT NOT NULL,
    sequence  BIGINT NOT NULL,
    PRIMARY KEY (promotion, actor)
);

CREATE TABLE hold (
    environment ${text} NOT NULL PRIMARY KEY,
    reason      ${text} NOT NULL,
    actor       ${text} NOT NULL,
    at          BIGINT NOT NULL
);

-- Holds that were taken away, by the event that did.
CREATE TABLE past_hold (
    sequence    ${id} NOT NULL PRIMARY KEY,
    environment ${text} NOT NULL,
    reason      ${text} NOT NULL,
    actor       ${text} NOT NULL,
    at          BIGINT NOT NULL,
    ended_at    BIGINT NOT NULL,
    ended_by    ${text} NOT NULL
);
CREATE INDEX past_hold_ended ON past_hold (ended_at);

CREATE TABLE line_left (
    application ${text} NOT NULL,
    environment ${text} NOT NULL,
    base        ${text} NOT NULL,
    PRIMARY KEY (application, environment)
);

-- Where Git was found to say something else than the ledger. It is about one deployment: when another takes its place, the
-- row stays, and means nothing.
CREATE TABLE drift (
    application ${text} NOT NULL,
    environment ${text} NOT NULL,
    deployment  BIGINT NOT NULL,
    actual      ${text},
    reason      ${text} NOT NULL,
    at          BIGINT NOT NULL,
    PRIMARY KEY (application, environment)
);

CREATE TABLE hotfix (
    sequence         ${id} NOT NULL PRIMARY KEY,
    application      ${text} NOT NULL,
    name             ${text} NOT NULL,
    branch           ${text} NOT NULL,
    from_environment ${text} NOT NULL,
    base             ${text} NOT NULL,
    previous_heads   ${text} NOT NULL,
    cancelled        ${text} NOT NULL,
    status           ${text} NOT NULL,
    actor            ${text} NOT NULL,
    started_at       BIGINT NOT NULL
);
CREATE INDEX hotfix_name ON hotfix (application, name, sequence);
CREATE INDEX hotfix_active ON hotfix (application, sequence) WHERE status = 'STARTED';

CREATE TABLE push_intent (
    id          ${id} NOT NULL PRIMARY KEY,
    application ${text} NOT NULL,
    kind        ${text} NOT NULL,
    promotions  ${text} NOT NULL,
    refs        ${text} NOT NULL,
    details     ${text} NOT NULL,
    at          BIGINT NOT NULL,
    actor       ${text} NOT NULL,
    settled     ${text},
    environment ${text}
);
CREATE INDEX push_intent_open ON push_intent (settled, id) WHERE settled IS NULL;

-- What builds did with deployments and promotions; job is the full name it has now.
CREATE TABLE build_link (
    sequence    ${id} NOT NULL PRIMARY KEY,
    job         ${text} NOT NULL,
    number      BIGINT NOT NULL,
    url         ${text},
    role        ${text} NOT NULL,
    application ${text} NOT NULL,
    environment ${text} NOT NULL,
    deployment  BIGINT,
    promotion   BIGINT,
    actor       ${text} NOT NULL,
    at          BIGINT NOT NULL,
    gone        INTEGER NOT NULL
);
CREATE INDEX build_link_build ON build_link (job, number, sequence);
CREATE INDEX build_link_job ON build_link (job, sequence);
CREATE INDEX build_link_deployment ON build_link (deployment, sequence) WHERE deployment IS NOT NULL;
CREATE INDEX build_link_promotion ON build_link (promotion, sequence) WHERE promotion IS NOT NULL;

-- Which jobs have builds that did something for which application, under the full names they have now.
CREATE TABLE application_job (
    application ${text} NOT NULL,
    job         ${text} NOT NULL,
    PRIMARY KEY (application, job)
);
CREATE INDEX application_job_job ON application_job (job);

-- What was sent to whom. Not derived from the events and not exported: the events are what is to be delivered, and this is
-- how far each webhook is with them.
CREATE TABLE webhook (
    webhook       ${text} NOT NULL PRIMARY KEY,
    delivered     BIGINT NOT NULL,
    attempts      BIGINT NOT NULL,
    failures      BIGINT NOT NULL,
    failing_since BIGINT,
    next_attempt  BIGINT,
    delivered_at  BIGINT,
    problem       ${text} NOT NULL
) ${keyed};

CREATE TABLE dead_letter (
    id       ${text} NOT NULL PRIMARY KEY,
    webhook  ${text} NOT NULL,
    sequence BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    died_at  BIGINT NOT NULL,
    problem  ${text} NOT NULL,
    resend   INTEGER NOT NULL
);
CREATE INDEX dead_letter_order ON dead_letter (sequence, webhook);
CREATE INDEX dead_letter_webhook ON dead_letter (webhook);
CREATE INDEX dead_letter_resend ON dead_letter (webhook, sequence) WHERE resend = 1;
