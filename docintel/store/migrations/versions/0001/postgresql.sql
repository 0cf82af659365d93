CREATE TABLE accounts (
    name VARCHAR(200) NOT NULL,
    display VARCHAR(200) NOT NULL,
    role VARCHAR(200) NOT NULL,
    password TEXT NOT NULL,
    disabled BOOLEAN NOT NULL,
    created_at VARCHAR(40) NOT NULL,
    CONSTRAINT pk_accounts PRIMARY KEY (name)
)
--
CREATE TABLE audit (
    seq BIGINT NOT NULL,
    at VARCHAR(40) NOT NULL,
    actor VARCHAR(200) NOT NULL,
    action VARCHAR(200) NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    previous VARCHAR(64) NOT NULL,
    hash VARCHAR(64) NOT NULL,
    CONSTRAINT pk_audit PRIMARY KEY (seq)
)
--
CREATE INDEX ix_audit_subject ON audit (subject, seq)
--
CREATE TABLE audit_head (
    id INTEGER NOT NULL,
    seq BIGINT NOT NULL,
    hash VARCHAR(64) NOT NULL,
    CONSTRAINT pk_audit_head PRIMARY KEY (id)
)
--
CREATE TABLE campaigns (
    id VARCHAR(200) NOT NULL,
    name TEXT NOT NULL,
    programme VARCHAR(200) NOT NULL,
    batch INTEGER NOT NULL,
    kind VARCHAR(20) NOT NULL,
    as_of VARCHAR(10) NOT NULL,
    settings TEXT NOT NULL,
    number INTEGER NOT NULL,
    created_at VARCHAR(40) NOT NULL,
    CONSTRAINT pk_campaigns PRIMARY KEY (id)
)
--
CREATE TABLE files (
    sha256 VARCHAR(64) NOT NULL,
    size BIGINT NOT NULL,
    CONSTRAINT pk_files PRIMARY KEY (sha256)
)
--
CREATE TABLE jobs (
    id BIGSERIAL NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    stage VARCHAR(200) NOT NULL,
    version VARCHAR(200) NOT NULL,
    campaign VARCHAR(200),
    application VARCHAR(200),
    body TEXT NOT NULL,
    state VARCHAR(20) NOT NULL,
    priority INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    worker VARCHAR(200),
    leased_until VARCHAR(40),
    reason TEXT,
    outcome TEXT NOT NULL,
    added_at VARCHAR(40) NOT NULL,
    ended_at VARCHAR(40),
    CONSTRAINT pk_jobs PRIMARY KEY (id),
    CONSTRAINT uq_jobs_sha256_stage_version UNIQUE (sha256, stage, version)
)
--
CREATE INDEX ix_jobs_application ON jobs (application)
--
CREATE INDEX ix_jobs_campaign_stage_state ON jobs (campaign, stage, state)
--
CREATE INDEX ix_jobs_state_priority_id ON jobs (state, priority, id)
--
CREATE TABLE readings (
    sha256 VARCHAR(64) NOT NULL,
    stage VARCHAR(200) NOT NULL,
    version VARCHAR(200) NOT NULL,
    application VARCHAR(200),
    body BYTEA NOT NULL,
    CONSTRAINT pk_readings PRIMARY KEY (sha256, stage, version)
)
--
CREATE INDEX ix_readings_application ON readings (application)
--
CREATE TABLE removals (
    sha256 VARCHAR(64) NOT NULL,
    CONSTRAINT pk_removals PRIMARY KEY (sha256)
)
--
CREATE TABLE settings (
    name VARCHAR(200) NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT pk_settings PRIMARY KEY (name)
)
--
CREATE TABLE tombstones (
    application VARCHAR(200) NOT NULL,
    campaign VARCHAR(200) NOT NULL,
    person VARCHAR(200) NOT NULL,
    at VARCHAR(40) NOT NULL,
    reason_sha256 VARCHAR(64) NOT NULL,
    files TEXT NOT NULL,
    reviews TEXT NOT NULL,
    audit_seq BIGINT NOT NULL,
    CONSTRAINT pk_tombstones PRIMARY KEY (application)
)
--
CREATE INDEX ix_tombstones_campaign ON tombstones (campaign)
--
CREATE TABLE applications (
    id VARCHAR(200) NOT NULL,
    campaign VARCHAR(200) NOT NULL,
    folder TEXT NOT NULL,
    uscc VARCHAR(40),
    applicant TEXT NOT NULL,
    province VARCHAR(200) NOT NULL,
    city VARCHAR(200) NOT NULL,
    industry VARCHAR(200) NOT NULL,
    size VARCHAR(200) NOT NULL,
    state VARCHAR(20) NOT NULL,
    review INTEGER,
    assigned_to VARCHAR(200),
    received_at VARCHAR(40) NOT NULL,
    salt VARCHAR(64) NOT NULL,
    open_cards INTEGER NOT NULL,
    cards INTEGER NOT NULL,
    worst INTEGER NOT NULL,
    CONSTRAINT pk_applications PRIMARY KEY (id),
    CONSTRAINT uq_applications_campaign_folder UNIQUE (campaign, folder),
    CONSTRAINT fk_applications_campaign FOREIGN KEY(campaign) REFERENCES campaigns (id)
)
--
CREATE INDEX ix_applications_campaign_assigned_to_id ON applications (campaign, assigned_to, id)
--
CREATE INDEX ix_applications_campaign_state_id ON applications (campaign, state, id)
--
CREATE INDEX ix_applications_campaign_uscc ON applications (campaign, uscc)
--
CREATE INDEX ix_applications_campaign_worst ON applications (campaign, worst, open_cards, id)
--
CREATE TABLE draws (
    id VARCHAR(200) NOT NULL,
    campaign VARCHAR(200) NOT NULL,
    number INTEGER NOT NULL,
    method VARCHAR(200) NOT NULL,
    body TEXT NOT NULL,
    person VARCHAR(200) NOT NULL,
    at VARCHAR(40) NOT NULL,
    CONSTRAINT pk_draws PRIMARY KEY (id),
    CONSTRAINT fk_draws_campaign FOREIGN KEY(campaign) REFERENCES campaigns (id)
)
--
CREATE INDEX ix_draws_campaign ON draws (campaign)
--
CREATE TABLE pins (
    id BIGSERIAL NOT NULL,
    campaign VARCHAR(200) NOT NULL,
    packs TEXT NOT NULL,
    registers TEXT NOT NULL,
    person VARCHAR(200) NOT NULL,
    reason TEXT NOT NULL,
    at VARCHAR(40) NOT NULL,
    CONSTRAINT pk_pins PRIMARY KEY (id),
    CONSTRAINT fk_pins_campaign FOREIGN KEY(campaign) REFERENCES campaigns (id)
)
--
CREATE INDEX ix_pins_campaign ON pins (campaign)
--
CREATE TABLE rolls (
    id BIGSERIAL NOT NULL,
    campaign VARCHAR(200) NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    body TEXT NOT NULL,
    person VARCHAR(200) NOT NULL,
    at VARCHAR(40) NOT NULL,
    CONSTRAINT pk_rolls PRIMARY KEY (id),
    CONSTRAINT fk_rolls_campaign FOREIGN KEY(campaign) REFERENCES campaigns (id)
)
--
CREATE INDEX ix_rolls_campaign ON rolls (campaign)
--
CREATE TABLE sessions (
    token_sha256 VARCHAR(64) NOT NULL,
    account VARCHAR(200) NOT NULL,
    created_at VARCHAR(40) NOT NULL,
    expires_at VARCHAR(40) NOT NULL,
    body TEXT NOT NULL,
    CONSTRAINT pk_sessions PRIMARY KEY (token_sha256),
    CONSTRAINT fk_sessions_account FOREIGN KEY(account) REFERENCES accounts (name)
)
--
CREATE INDEX ix_sessions_account ON sessions (account)
--
CREATE INDEX ix_sessions_expires_at ON sessions (expires_at)
--
CREATE TABLE application_files (
    id BIGSERIAL NOT NULL,
    application VARCHAR(200) NOT NULL,
    name TEXT NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    added_at VARCHAR(40) NOT NULL,
    detached_at VARCHAR(40),
    CONSTRAINT pk_application_files PRIMARY KEY (id),
    CONSTRAINT fk_application_files_application FOREIGN KEY(application) REFERENCES applications (id),
    CONSTRAINT fk_application_files_sha256 FOREIGN KEY(sha256) REFERENCES files (sha256)
)
--
CREATE INDEX ix_application_files_application_name ON application_files (application, name)
--
CREATE INDEX ix_application_files_sha256 ON application_files (sha256)
--
CREATE TABLE assignments (
    id BIGSERIAL NOT NULL,
    application VARCHAR(200) NOT NULL,
    person VARCHAR(200) NOT NULL,
    role VARCHAR(200) NOT NULL,
    body TEXT NOT NULL,
    by VARCHAR(200) NOT NULL,
    at VARCHAR(40) NOT NULL,
    CONSTRAINT pk_assignments PRIMARY KEY (id),
    CONSTRAINT fk_assignments_application FOREIGN KEY(application) REFERENCES applications (id)
)
--
CREATE INDEX ix_assignments_application ON assignments (application, id)
--
CREATE INDEX ix_assignments_person ON assignments (person)
--
CREATE TABLE cards (
    application VARCHAR(200) NOT NULL,
    key TEXT NOT NULL,
    campaign VARCHAR(200) NOT NULL,
    rank INTEGER NOT NULL,
    grade VARCHAR(20) NOT NULL,
    weight INTEGER NOT NULL,
    severity VARCHAR(20) NOT NULL,
    "check" VARCHAR(200) NOT NULL,
    title_zh TEXT NOT NULL,
    title_en TEXT NOT NULL,
    findings TEXT NOT NULL,
    fingerprint VARCHAR(64) NOT NULL,
    wording_sha256 VARCHAR(64) NOT NULL,
    assigned_to VARCHAR(200),
    standing VARCHAR(20) NOT NULL,
    kind VARCHAR(20),
    decision BIGINT,
    person VARCHAR(200),
    CONSTRAINT pk_cards PRIMARY KEY (application, key),
    CONSTRAINT fk_cards_application FOREIGN KEY(application) REFERENCES applications (id)
)
--
CREATE INDEX ix_cards_assigned ON cards (campaign, assigned_to, standing, weight, application, rank)
--
CREATE INDEX ix_cards_check ON cards (campaign, "check", weight, application, rank)
--
CREATE INDEX ix_cards_counts ON cards (campaign, grade, standing, severity)
--
CREATE INDEX ix_cards_standing ON cards (campaign, standing, weight, application, rank)
--
CREATE INDEX ix_cards_weight ON cards (campaign, weight, application, rank)
--
CREATE TABLE decisions (
    id BIGSERIAL NOT NULL,
    application VARCHAR(200) NOT NULL,
    finding TEXT NOT NULL,
    about VARCHAR(20) NOT NULL,
    act VARCHAR(20) NOT NULL,
    refers BIGINT,
    kind VARCHAR(20),
    fingerprint VARCHAR(64) NOT NULL,
    wording_sha256 VARCHAR(64) NOT NULL,
    review INTEGER NOT NULL,
    second BOOLEAN NOT NULL,
    reason TEXT NOT NULL,
    person VARCHAR(200) NOT NULL,
    at VARCHAR(40) NOT NULL,
    CONSTRAINT pk_decisions PRIMARY KEY (id),
    CONSTRAINT fk_decisions_application FOREIGN KEY(application) REFERENCES applications (id)
)
--
CREATE INDEX ix_decisions_application_finding_id ON decisions (application, finding, id)
--
CREATE INDEX ix_decisions_refers ON decisions (refers)
--
CREATE TABLE findings (
    application VARCHAR(200) NOT NULL,
    key TEXT NOT NULL,
    campaign VARCHAR(200) NOT NULL,
    position INTEGER NOT NULL,
    "check" VARCHAR(200) NOT NULL,
    severity VARCHAR(20) NOT NULL,
    outcome VARCHAR(20) NOT NULL,
    card TEXT,
    CONSTRAINT pk_findings PRIMARY KEY (application, key),
    CONSTRAINT fk_findings_application FOREIGN KEY(application) REFERENCES applications (id)
)
--
CREATE INDEX ix_findings_check ON findings (campaign, "check", severity)
--
CREATE TABLE letters (
    id VARCHAR(200) NOT NULL,
    application VARCHAR(200) NOT NULL,
    round INTEGER NOT NULL,
    state VARCHAR(200) NOT NULL,
    deadline VARCHAR(10),
    body TEXT NOT NULL,
    person VARCHAR(200) NOT NULL,
    at VARCHAR(40) NOT NULL,
    CONSTRAINT pk_letters PRIMARY KEY (id),
    CONSTRAINT uq_letters_application_round UNIQUE (application, round),
    CONSTRAINT fk_letters_application FOREIGN KEY(application) REFERENCES applications (id)
)
--
CREATE TABLE notes (
    id BIGSERIAL NOT NULL,
    application VARCHAR(200) NOT NULL,
    finding TEXT,
    text TEXT NOT NULL,
    person VARCHAR(200) NOT NULL,
    at VARCHAR(40) NOT NULL,
    CONSTRAINT pk_notes PRIMARY KEY (id),
    CONSTRAINT fk_notes_application FOREIGN KEY(application) REFERENCES applications (id)
)
--
CREATE INDEX ix_notes_application ON notes (application, id)
--
CREATE TABLE objections (
    id VARCHAR(200) NOT NULL,
    application VARCHAR(200) NOT NULL,
    number INTEGER NOT NULL,
    state VARCHAR(200) NOT NULL,
    handler VARCHAR(200),
    body TEXT NOT NULL,
    person VARCHAR(200) NOT NULL,
    at VARCHAR(40) NOT NULL,
    CONSTRAINT pk_objections PRIMARY KEY (id),
    CONSTRAINT fk_objections_application FOREIGN KEY(application) REFERENCES applications (id)
)
--
CREATE INDEX ix_objections_application ON objections (application, number)
--
CREATE TABLE parties (
    application VARCHAR(200) NOT NULL,
    name TEXT NOT NULL,
    campaign VARCHAR(200) NOT NULL,
    uscc VARCHAR(40),
    CONSTRAINT pk_parties PRIMARY KEY (application, name),
    CONSTRAINT fk_parties_application FOREIGN KEY(application) REFERENCES applications (id)
)
--
CREATE INDEX ix_parties_name ON parties (campaign, name)
--
CREATE INDEX ix_parties_uscc ON parties (campaign, uscc)
--
CREATE TABLE person_facts (
    id BIGSERIAL NOT NULL,
    application VARCHAR(200) NOT NULL,
    act VARCHAR(20) NOT NULL,
    refers BIGINT,
    fact TEXT NOT NULL,
    replaces TEXT,
    reason TEXT NOT NULL,
    person VARCHAR(200) NOT NULL,
    at VARCHAR(40) NOT NULL,
    CONSTRAINT pk_person_facts PRIMARY KEY (id),
    CONSTRAINT fk_person_facts_application FOREIGN KEY(application) REFERENCES applications (id)
)
--
CREATE INDEX ix_person_facts_application ON person_facts (application, id)
--
CREATE TABLE reviews (
    application VARCHAR(200) NOT NULL,
    number INTEGER NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    input_sha256 VARCHAR(64) NOT NULL,
    engine VARCHAR(200) NOT NULL,
    packs_sha256 VARCHAR(64) NOT NULL,
    at VARCHAR(40) NOT NULL,
    body BYTEA NOT NULL,
    CONSTRAINT pk_reviews PRIMARY KEY (application, number),
    CONSTRAINT fk_reviews_application FOREIGN KEY(application) REFERENCES applications (id)
)
--
CREATE TABLE sheets (
    id BIGSERIAL NOT NULL,
    application VARCHAR(200) NOT NULL,
    draw VARCHAR(200),
    body TEXT NOT NULL,
    person VARCHAR(200) NOT NULL,
    at VARCHAR(40) NOT NULL,
    CONSTRAINT pk_sheets PRIMARY KEY (id),
    CONSTRAINT fk_sheets_application FOREIGN KEY(application) REFERENCES applications (id)
)
--
CREATE INDEX ix_sheets_application ON sheets (application, id)
--
CREATE TABLE standings (
    application VARCHAR(200) NOT NULL,
    key TEXT NOT NULL,
    about VARCHAR(20) NOT NULL,
    fingerprint VARCHAR(64) NOT NULL,
    wording_sha256 VARCHAR(64) NOT NULL,
    second BOOLEAN NOT NULL,
    standing VARCHAR(20) NOT NULL,
    kind VARCHAR(20),
    decision BIGINT,
    person VARCHAR(200),
    CONSTRAINT pk_standings PRIMARY KEY (application, key),
    CONSTRAINT fk_standings_application FOREIGN KEY(application) REFERENCES applications (id)
)
--
CREATE TABLE uses (
    application VARCHAR(200) NOT NULL,
    sort VARCHAR(20) NOT NULL,
    name VARCHAR(200) NOT NULL,
    campaign VARCHAR(200) NOT NULL,
    hash VARCHAR(64) NOT NULL,
    CONSTRAINT pk_uses PRIMARY KEY (application, sort, name),
    CONSTRAINT fk_uses_application FOREIGN KEY(application) REFERENCES applications (id)
)
--
CREATE INDEX ix_uses_name ON uses (campaign, sort, name, hash)
--
CREATE TABLE verdicts (
    application VARCHAR(200) NOT NULL,
    key TEXT NOT NULL,
    campaign VARCHAR(200) NOT NULL,
    position INTEGER NOT NULL,
    criterion VARCHAR(200) NOT NULL,
    aspect VARCHAR(200) NOT NULL,
    label_zh TEXT NOT NULL,
    label_en TEXT NOT NULL,
    declared VARCHAR(20) NOT NULL,
    evidenced VARCHAR(20) NOT NULL,
    verified BOOLEAN NOT NULL,
    CONSTRAINT pk_verdicts PRIMARY KEY (application, key),
    CONSTRAINT fk_verdicts_application FOREIGN KEY(application) REFERENCES applications (id)
)
--
CREATE INDEX ix_verdicts_counts ON verdicts (campaign, criterion, evidenced)
--
INSERT INTO audit_head (id, seq, hash) VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000')
--
CREATE FUNCTION never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING MESSAGE = 'rows of ' || TG_TABLE_NAME || ' are never changed'; END $$
--
CREATE FUNCTION erased_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM applications WHERE id = OLD.application AND state = 'erased') THEN
        RAISE EXCEPTION USING MESSAGE = 'rows of ' || TG_TABLE_NAME || ' are erased with their application only';
    END IF;
    RETURN OLD;
END $$
--
CREATE TRIGGER audit_never BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION never_changed()
--
CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION never_changed()
--
CREATE TRIGGER tombstones_never BEFORE UPDATE OR DELETE ON tombstones FOR EACH ROW EXECUTE FUNCTION never_changed()
--
CREATE TRIGGER tombstones_no_truncate BEFORE TRUNCATE ON tombstones FOR EACH STATEMENT EXECUTE FUNCTION never_changed()
--
CREATE TRIGGER pins_never BEFORE UPDATE OR DELETE ON pins FOR EACH ROW EXECUTE FUNCTION never_changed()
--
CREATE TRIGGER pins_no_truncate BEFORE TRUNCATE ON pins FOR EACH STATEMENT EXECUTE FUNCTION never_changed()
--
CREATE TRIGGER decisions_no_update BEFORE UPDATE ON decisions FOR EACH ROW EXECUTE FUNCTION never_changed()
--
CREATE TRIGGER decisions_no_delete BEFORE DELETE ON decisions FOR EACH ROW EXECUTE FUNCTION erased_only()
--
CREATE TRIGGER decisions_no_truncate BEFORE TRUNCATE ON decisions FOR EACH STATEMENT EXECUTE FUNCTION never_changed()
--
CREATE TRIGGER person_facts_no_update BEFORE UPDATE ON person_facts FOR EACH ROW EXECUTE FUNCTION never_changed()
--
CREATE TRIGGER person_facts_no_delete BEFORE DELETE ON person_facts FOR EACH ROW EXECUTE FUNCTION erased_only()
--
CREATE TRIGGER person_facts_no_truncate BEFORE TRUNCATE ON person_facts FOR EACH STATEMENT EXECUTE FUNCTION never_changed()
--
CREATE TRIGGER notes_no_update BEFORE UPDATE ON notes FOR EACH ROW EXECUTE FUNCTION never_changed()
--
CREATE TRIGGER notes_no_delete BEFORE DELETE ON notes FOR EACH ROW EXECUTE FUNCTION erased_only()
--
CREATE TRIGGER notes_no_truncate BEFORE TRUNCATE ON notes FOR EACH STATEMENT EXECUTE FUNCTION never_changed()
--
CREATE TRIGGER reviews_no_update BEFORE UPDATE ON reviews FOR EACH ROW EXECUTE FUNCTION never_changed()
--
CREATE TRIGGER reviews_no_delete BEFORE DELETE ON reviews FOR EACH ROW EXECUTE FUNCTION erased_only()
--
CREATE TRIGGER reviews_no_truncate BEFORE TRUNCATE ON reviews FOR EACH STATEMENT EXECUTE FUNCTION never_changed()
