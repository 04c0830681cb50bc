-- The database that commit 83827af makes; written by make.py
--
-- PostgreSQL database dump
--


-- Dumped from database version 18.4
-- Dumped by pg_dump version 18.4

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: account; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.account (
    id character varying(32) NOT NULL,
    channel character varying(20) NOT NULL,
    address character varying(120) NOT NULL,
    resident_id character varying(32),
    created_at timestamp with time zone NOT NULL,
    community_id character varying(32) NOT NULL
);


--
-- Name: api_delivery; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.api_delivery (
    id character varying(32) NOT NULL,
    key_id character varying(32) NOT NULL,
    number integer NOT NULL,
    outbox_id integer NOT NULL,
    thread character varying(120) NOT NULL,
    at timestamp with time zone NOT NULL,
    community_id character varying(32) NOT NULL
);


--
-- Name: api_key; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.api_key (
    id character varying(32) NOT NULL,
    kind character varying(10) NOT NULL,
    label character varying(40) NOT NULL,
    staff_id character varying(32),
    secret_hash character varying(64) NOT NULL,
    last integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    used_at timestamp with time zone,
    community_id character varying(32) NOT NULL
);


--
-- Name: building; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.building (
    id character varying(32) NOT NULL,
    name character varying(40) NOT NULL,
    community_id character varying(32) NOT NULL
);


--
-- Name: charge; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.charge (
    id character varying(32) NOT NULL,
    home_id character varying(32) NOT NULL,
    fee character varying(30) NOT NULL,
    period character varying(20) NOT NULL,
    amount integer NOT NULL,
    status character varying(12) NOT NULL,
    due date,
    basis character varying(200) NOT NULL,
    basis_en character varying(200) NOT NULL,
    community_id character varying(32) NOT NULL
);


--
-- Name: community; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.community (
    id character varying(32) NOT NULL,
    name character varying(80) NOT NULL,
    name_en character varying(80) NOT NULL,
    zone character varying(40) NOT NULL,
    phone character varying(30) NOT NULL,
    settings json NOT NULL
);


--
-- Name: conversation; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.conversation (
    id character varying(32) NOT NULL,
    channel character varying(20) NOT NULL,
    thread character varying(120) NOT NULL,
    resident_id character varying(32),
    lang character varying(8) NOT NULL,
    owner_id character varying(32),
    ticket_id character varying(32),
    state json NOT NULL,
    read_up_to integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    community_id character varying(32) NOT NULL,
    private boolean DEFAULT true NOT NULL,
    worker character varying(40),
    lease_until timestamp with time zone,
    turns integer DEFAULT 0 NOT NULL
);


--
-- Name: counter; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.counter (
    id character varying(32) NOT NULL,
    name character varying(20) NOT NULL,
    value integer NOT NULL,
    community_id character varying(32) NOT NULL
);


--
-- Name: desk_access; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.desk_access (
    id character varying(32) NOT NULL,
    staff_id character varying(32) NOT NULL,
    resident_id character varying(32),
    what character varying(20) NOT NULL,
    record character varying(60) NOT NULL,
    at timestamp with time zone NOT NULL,
    community_id character varying(32) NOT NULL
);


--
-- Name: device; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.device (
    id character varying(32) NOT NULL,
    home_id character varying(32),
    name character varying(60) NOT NULL,
    kind character varying(20) NOT NULL,
    data json NOT NULL,
    community_id character varying(32) NOT NULL
);


--
-- Name: emergencies_escalation; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.emergencies_escalation (
    id character varying(32) NOT NULL,
    community_id character varying(32) NOT NULL,
    ticket_id character varying(32),
    conversation_id character varying(32) NOT NULL,
    resident_id character varying(32),
    number character varying(20) NOT NULL,
    type character varying(20) NOT NULL,
    house character varying(60) NOT NULL,
    location character varying(200) NOT NULL,
    located boolean NOT NULL,
    note character varying(2000) NOT NULL,
    level integer NOT NULL,
    status character varying(12) NOT NULL,
    notify json NOT NULL,
    hushed boolean NOT NULL,
    lang character varying(8) NOT NULL,
    acknowledged_by character varying(32),
    acknowledged_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone
);


--
-- Name: finding; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.finding (
    id character varying(32) NOT NULL,
    open_key character varying(160),
    kind character varying(30) NOT NULL,
    subject character varying(80) NOT NULL,
    count integer NOT NULL,
    since timestamp with time zone NOT NULL,
    first_seen_at timestamp with time zone NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    raised_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    community_id character varying(32) NOT NULL
);


--
-- Name: held; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.held (
    id character varying(32) NOT NULL,
    kind character varying(40) NOT NULL,
    key character varying(80) NOT NULL,
    data json NOT NULL,
    community_id character varying(32) NOT NULL
);


--
-- Name: home; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.home (
    id character varying(32) NOT NULL,
    building_id character varying(32) NOT NULL,
    name character varying(60) NOT NULL,
    unit character varying(20) NOT NULL,
    room character varying(20) NOT NULL,
    area integer NOT NULL,
    community_id character varying(32) NOT NULL
);


--
-- Name: inbox; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.inbox (
    id integer NOT NULL,
    channel character varying(20) NOT NULL,
    update_id character varying(120) NOT NULL,
    conversation_id character varying(32) NOT NULL,
    kind character varying(12) NOT NULL,
    body json NOT NULL,
    state character varying(8) NOT NULL,
    error character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    community_id character varying(32) NOT NULL,
    sequence bigint DEFAULT '0'::bigint NOT NULL
);


--
-- Name: inbox_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.inbox_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: inbox_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.inbox_id_seq OWNED BY public.inbox.id;


--
-- Name: job; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.job (
    id integer NOT NULL,
    name character varying(80) NOT NULL,
    key character varying(160) NOT NULL,
    payload json NOT NULL,
    due timestamp with time zone NOT NULL,
    state character varying(8) NOT NULL,
    lease_until timestamp with time zone,
    fence integer NOT NULL,
    attempts integer NOT NULL,
    error character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    community_id character varying(32) NOT NULL
);


--
-- Name: job_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.job_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: job_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.job_id_seq OWNED BY public.job.id;


--
-- Name: lift; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.lift (
    id character varying(32) NOT NULL,
    building_id character varying(32) NOT NULL,
    unit character varying(20) NOT NULL,
    name character varying(40) NOT NULL,
    code character varying(12) NOT NULL,
    status character varying(20) NOT NULL,
    community_id character varying(32) NOT NULL
);


--
-- Name: notices_notice; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.notices_notice (
    id character varying(32) NOT NULL,
    community_id character varying(32) NOT NULL,
    title character varying(200) NOT NULL,
    body character varying(4000) NOT NULL,
    title_en character varying(200) NOT NULL,
    body_en character varying(4000) NOT NULL,
    topic character varying(30) NOT NULL,
    scope json NOT NULL,
    starts timestamp with time zone,
    ends timestamp with time zone,
    created_at timestamp with time zone NOT NULL
);


--
-- Name: occupancy; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.occupancy (
    id character varying(32) NOT NULL,
    resident_id character varying(32) NOT NULL,
    home_id character varying(32) NOT NULL,
    role character varying(10) NOT NULL,
    until date,
    community_id character varying(32) NOT NULL
);


--
-- Name: outbox; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.outbox (
    id integer NOT NULL,
    kind character varying(10) NOT NULL,
    lane character varying(10) NOT NULL,
    channel character varying(20) NOT NULL,
    thread character varying(120) NOT NULL,
    conversation_id character varying(32),
    cause integer,
    body json NOT NULL,
    state character varying(8) NOT NULL,
    attempts integer NOT NULL,
    due timestamp with time zone NOT NULL,
    expires_at timestamp with time zone,
    error character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    community_id character varying(32) NOT NULL
);


--
-- Name: outbox_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.outbox_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: outbox_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.outbox_id_seq OWNED BY public.outbox.id;


--
-- Name: payment; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.payment (
    id character varying(32) NOT NULL,
    charge_id character varying(32) NOT NULL,
    home_id character varying(32) NOT NULL,
    resident_id character varying(32),
    amount integer NOT NULL,
    method character varying(20) NOT NULL,
    receipt character varying(40) NOT NULL,
    paid_at timestamp with time zone NOT NULL,
    community_id character varying(32) NOT NULL
);


--
-- Name: process; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.process (
    id character varying(32) NOT NULL,
    role character varying(10) NOT NULL,
    host character varying(64) NOT NULL,
    version character varying(40) NOT NULL,
    started_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone
);


--
-- Name: resident; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.resident (
    id character varying(32) NOT NULL,
    key character varying(40) NOT NULL,
    name character varying(60) NOT NULL,
    phone character varying(30) NOT NULL,
    plates json NOT NULL,
    lang character varying(8) NOT NULL,
    age integer,
    needs json NOT NULL,
    community_id character varying(32) NOT NULL
);


--
-- Name: resource; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.resource (
    id character varying(32) NOT NULL,
    name character varying(60) NOT NULL,
    data json NOT NULL,
    community_id character varying(32) NOT NULL
);


--
-- Name: session; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.session (
    id character varying(32) NOT NULL,
    token_hash character varying(64) NOT NULL,
    kind character varying(10) NOT NULL,
    person_id character varying(32) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    community_id character varying(32) NOT NULL
);


--
-- Name: slip; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.slip (
    id character varying(32) NOT NULL,
    code_hash character varying(64) NOT NULL,
    resident_id character varying(32) NOT NULL,
    home_id character varying(32),
    role character varying(10) NOT NULL,
    issued_by character varying(32) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    community_id character varying(32) NOT NULL
);


--
-- Name: staff; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.staff (
    id character varying(32) NOT NULL,
    key character varying(40) NOT NULL,
    name character varying(60) NOT NULL,
    role character varying(20) NOT NULL,
    login character varying(60) NOT NULL,
    password character varying(200) NOT NULL,
    phone character varying(30) NOT NULL,
    lang character varying(8) NOT NULL,
    on_duty boolean NOT NULL,
    active boolean NOT NULL,
    skills json NOT NULL,
    community_id character varying(32) NOT NULL
);


--
-- Name: ticket; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.ticket (
    id character varying(32) NOT NULL,
    number character varying(20) NOT NULL,
    kind character varying(20) NOT NULL,
    status character varying(12) NOT NULL,
    urgency character varying(10) NOT NULL,
    category character varying(30) NOT NULL,
    object character varying(60) NOT NULL,
    location character varying(120) NOT NULL,
    area character varying(10) NOT NULL,
    text character varying(2000) NOT NULL,
    home_id character varying(32),
    resident_id character varying(32),
    conversation_id character varying(32),
    assignee_id character varying(32),
    wish character varying(120) NOT NULL,
    wish_from timestamp with time zone,
    wish_until timestamp with time zone,
    due_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    rating integer,
    comment character varying(1000) NOT NULL,
    data json NOT NULL,
    community_id character varying(32) NOT NULL
);


--
-- Name: ticket_entry; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.ticket_entry (
    id character varying(32) NOT NULL,
    ticket_id character varying(32) NOT NULL,
    at timestamp with time zone NOT NULL,
    author character varying(12) NOT NULL,
    author_id character varying(32),
    kind character varying(12) NOT NULL,
    text character varying(2000) NOT NULL,
    file_id character varying(64),
    public boolean NOT NULL,
    community_id character varying(32) NOT NULL
);


--
-- Name: upload; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.upload (
    id character varying(64) NOT NULL,
    channel character varying(20) NOT NULL,
    thread character varying(120) NOT NULL,
    media_type character varying(40) NOT NULL,
    size integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    community_id character varying(32) NOT NULL
);


--
-- Name: version_core; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.version_core (
    version_num character varying(32) NOT NULL
);


--
-- Name: version_emergencies; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.version_emergencies (
    version_num character varying(32) NOT NULL
);


--
-- Name: version_notices; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.version_notices (
    version_num character varying(32) NOT NULL
);


--
-- Name: wrong_try; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wrong_try (
    id character varying(32) NOT NULL,
    channel character varying(20) NOT NULL,
    address character varying(120) NOT NULL,
    count integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    community_id character varying(32) NOT NULL
);


--
-- Name: inbox id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inbox ALTER COLUMN id SET DEFAULT nextval('public.inbox_id_seq'::regclass);


--
-- Name: job id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.job ALTER COLUMN id SET DEFAULT nextval('public.job_id_seq'::regclass);


--
-- Name: outbox id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outbox ALTER COLUMN id SET DEFAULT nextval('public.outbox_id_seq'::regclass);


--
-- Data for Name: account; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.account VALUES ('f5ad634db17c10b30f43d9fd23d06156', 'web', '350cdc8379e9df599a1c7dfadbba6582', '350cdc8379e9df599a1c7dfadbba6582', '2026-03-04 02:00:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.account VALUES ('af43bfaea31748533d8d7d50cd08b2c5', 'web', '97a573b28d7d143e34af2e71df2a76ef', '97a573b28d7d143e34af2e71df2a76ef', '2026-03-04 02:04:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.account VALUES ('9218ca0f157402c6a07534bb4a900e73', 'web', 'b8cd59621acf9df9433cb338cb5386d9', 'b8cd59621acf9df9433cb338cb5386d9', '2026-03-04 02:07:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.account VALUES ('9820ee093625791f3bf25841d09262f4', 'web', '93d50f695fc61c07fc4dce0633c8aacb', '93d50f695fc61c07fc4dce0633c8aacb', '2026-03-04 02:10:00+00', '527e9b2310e66bd88d908dc8e22a9721');


--
-- Data for Name: api_delivery; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: api_key; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.api_key VALUES ('41bccb3431e298b6bd9c7e915626c75c', 'channel', 'gateway', NULL, '623f442db05f1c014a9a827783b3e5ee9f71dce62c491fd2f0318001871d3488', 0, '2026-03-04 02:13:00+00', '2027-03-04 02:13:00+00', NULL, NULL, '527e9b2310e66bd88d908dc8e22a9721');


--
-- Data for Name: building; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.building VALUES ('e932b3017f824bf25d27f99266074520', '1栋', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.building VALUES ('952b810b96504c25e47f2b42efcd2d6e', '2栋', '527e9b2310e66bd88d908dc8e22a9721');


--
-- Data for Name: charge; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.charge VALUES ('c710f3369d1734d41efd11c52d93b44d', 'aaf28de55548a9414f9b93c3f3b68d82', 'property', '2025Q4', 51015, 'paid', '2025-12-31', '89.5 m² × 1.90 元 × 3 个月', '89.5 m² × 1.90 yuan × 3 months', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.charge VALUES ('811abca91871af6d20082b9e7117958b', 'aaf28de55548a9414f9b93c3f3b68d82', 'property', '2026Q1', 51015, 'unpaid', '2026-03-31', '89.5 m² × 1.90 元 × 3 个月', '89.5 m² × 1.90 yuan × 3 months', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.charge VALUES ('f9c27d069174ddc3dc5b740ee816b1fd', 'aaf28de55548a9414f9b93c3f3b68d82', 'water', '2026-02', 4725, 'unpaid', '2026-03-15', '15 吨 × 3.15 元', '15 t × 3.15 yuan', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.charge VALUES ('e0f61999784c0a25367e2b147097efd6', 'aaf28de55548a9414f9b93c3f3b68d82', 'electric', '2026-02', 13260, 'unpaid', '2026-03-15', '', '', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.charge VALUES ('9f2fecb7a3b29eb84cc7cfc57c16f817', 'aaf28de55548a9414f9b93c3f3b68d82', 'parking', '2026-03', 26000, 'unpaid', '2026-03-10', '', '', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.charge VALUES ('9e4819a9f36569fe8fd195186b112b45', 'd8e42ab66c34287749b5b4b49cfb5e90', 'property', '2026Q1', 35340, 'unpaid', '2026-03-31', '', '', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.charge VALUES ('50e891b388ebbe993c5cdc91018cf9dc', 'd8e42ab66c34287749b5b4b49cfb5e90', 'gas', '2026-02', 3880, 'unpaid', '2026-03-15', '', '', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.charge VALUES ('8976c9e32509f2ce133c3ca0f6f50b0b', 'd8e42ab66c34287749b5b4b49cfb5e90', 'heating', '2025', 124000, 'paid', NULL, '', '', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.charge VALUES ('abcffa9f4f29e91079eefa38d6194182', 'fe2f56e6a40ab3dbb3034452b4a62058', 'property', '2026Q1', 42893, 'unpaid', '2026-03-31', '', '', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.charge VALUES ('7051d6acd069aa4282c186293e42f2b4', 'fe2f56e6a40ab3dbb3034452b4a62058', 'water', '2026-02', 21550, 'disputed', '2026-03-15', '', '', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.charge VALUES ('4d2ca65486faf756c3468170fbf4c642', 'fe2f56e6a40ab3dbb3034452b4a62058', 'garbage', '2026', 6000, 'unpaid', '2026-06-30', '', '', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.charge VALUES ('e2d99149959c147426afa7ff7a230478', '86ec7ed9d0a55744a9d02ec0967a3da8', 'property', '2026Q1', 62700, 'unpaid', '2026-03-31', '', '', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.charge VALUES ('6e9c46d72364c16fb280aa921b9b8716', '86ec7ed9d0a55744a9d02ec0967a3da8', 'shared_electric', '2026-01', 975, 'unpaid', NULL, '', '', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.charge VALUES ('d31a1ab6e82986f247183bc4b7b3a040', '6c5acdedfccb781e9ac4e365ab915933', 'property', '2025Q4', 27702, 'unpaid', '2025-12-31', '', '', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.charge VALUES ('1b26494144cf8db01b29128775900e9d', '6c5acdedfccb781e9ac4e365ab915933', 'property', '2026Q1', 27702, 'unpaid', '2026-03-31', '', '', '527e9b2310e66bd88d908dc8e22a9721');


--
-- Data for Name: community; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.community VALUES ('527e9b2310e66bd88d908dc8e22a9721', '青禾里', 'Qinghe Lane', 'Asia/Shanghai', '0571-5550100', '{"office_hours": "08:00-20:00"}');


--
-- Data for Name: conversation; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.conversation VALUES ('f38d321eab34055fdbacd321d3fe94c0', 'web', '350cdc8379e9df599a1c7dfadbba6582', '350cdc8379e9df599a1c7dfadbba6582', 'zh', NULL, NULL, '{"open": null, "stack": [], "shown": ["ticket:T-4", "ticket:T-1"], "failures": 0, "serial": 2, "unclear": "", "last": "T-4\uff0c\u53a8\u623f\u6c34\u9f99\u5934\uff1a\u8fd8\u6ca1\u6d3e\u5e08\u5085\uff0c\u6d3e\u597d\u6211\u544a\u8bc9\u60a8\u3002\u65f6\u95f4\u662f\u660e\u5929\uff083\u67085\u65e5\uff09\u4e0b\u5348\u3002\nT-1\uff0c\u95e8\u53e3\u5bf9\u8bb2\u542c\u4e0d\u89c1\u58f0\u97f3\uff1a\u5468\u4e00\uff083\u67082\u65e5\uff09\u62a5\u7684\uff0c\u8fd8\u6ca1\u6d3e\u5e08\u5085\uff0c\u8ba9\u60a8\u4e45\u7b49\u4e86\u3002\u60a8\u53ef\u4ee5\u50ac\u4e00\u4e0b\u3002", "last_asked": null, "settings": {}}', 0, '2026-03-04 02:00:00+00', '2026-03-04 02:03:00+00', '527e9b2310e66bd88d908dc8e22a9721', true, '3167471459259655505', NULL, 4);
INSERT INTO public.conversation VALUES ('5bff04bc3fc20dd84a6876e751c41dd6', 'web', 'guest', NULL, 'zh', NULL, 'def4afd2c3246a45d5539836a90dbe5a', '{"open": null, "stack": [], "shown": [], "failures": 0, "serial": 0, "unclear": "", "last": "\u5df2\u7ecf\u8bf7\u5de5\u4f5c\u4eba\u5458\u6765\u5e2e\u60a8\uff0c\u7f16\u53f7H-1\u3002\u60a8\u6392\u5728\u7b2c\u4e00\u4f4d\uff0c\u8bf7\u7a0d\u5019\u3002\u6025\u4e8b\u8bf7\u6253\u503c\u73ed\u7535\u8bdd0571-5550100\u3002\u7b49\u7684\u65f6\u5019\uff0c\u6211\u53ef\u4ee5\u7ee7\u7eed\u5e2e\u60a8\u3002", "last_asked": null, "settings": {}}', 0, '2026-03-04 02:00:00+00', '2026-03-04 02:00:00+00', '527e9b2310e66bd88d908dc8e22a9721', true, '3167471459259655505', NULL, 1);
INSERT INTO public.conversation VALUES ('7f94f2b780af6f1da2ef0fbbdef570b9', 'web', '97a573b28d7d143e34af2e71df2a76ef', '97a573b28d7d143e34af2e71df2a76ef', 'zh', NULL, '3b56cd733aa6e4a58d0c3d52cbd989cc', '{"open": null, "stack": [], "shown": [], "failures": 0, "serial": 1, "unclear": "", "last": "\u5df2\u7ecf\u4e3a\u60a8\u6392\u961f\u627e\u5de5\u4f5c\u4eba\u5458\uff0c\u7f16\u53f7H-2\u3002\u524d\u9762\u8fd8\u67091\u4f4d\u3002\u6025\u4e8b\u8bf7\u6253\u503c\u73ed\u7535\u8bdd0571-5550100\u3002\u7b49\u7684\u65f6\u5019\uff0c\u6211\u53ef\u4ee5\u7ee7\u7eed\u5e2e\u60a8\u3002", "last_asked": null, "settings": {}}', 0, '2026-03-04 02:04:00+00', '2026-03-04 02:06:00+00', '527e9b2310e66bd88d908dc8e22a9721', true, '3167471459259655505', NULL, 3);
INSERT INTO public.conversation VALUES ('e9ec0d3f5ec87d801c501dfbf75996fc', 'web', 'b8cd59621acf9df9433cb338cb5386d9', 'b8cd59621acf9df9433cb338cb5386d9', 'en', NULL, NULL, '{"open": null, "stack": [], "shown": ["ticket:T-5"], "failures": 0, "serial": 2, "unclear": "", "last": "Lift works in Building 2\nThe lift of Building 2, Unit 1 is out of service every day from 13:00 to 17:00, 3 to 6 March.\nHours for building work\nBuilding work in homes: working days 08:30-12:00 and 14:00-17:30, not at weekends or on holidays.", "last_asked": null, "settings": {}}', 0, '2026-03-04 02:07:00+00', '2026-03-04 02:09:00+00', '527e9b2310e66bd88d908dc8e22a9721', true, '3167471459259655505', NULL, 3);
INSERT INTO public.conversation VALUES ('002560341e60999cc3c11cb30a45fcf4', 'web', '93d50f695fc61c07fc4dce0633c8aacb', '93d50f695fc61c07fc4dce0633c8aacb', 'zh', NULL, NULL, '{"open": {"form": "homes.member", "values": {"role": "family"}, "asked": "home", "confirming": false, "tries": 0, "serial": 2}, "stack": [], "shown": ["ticket:T-6"], "failures": 0, "serial": 2, "unclear": "", "last": "\u662f\u54ea\u4e00\u5957\u4f4f\u623f\uff1f", "last_asked": "home", "settings": {}}', 0, '2026-03-04 02:10:00+00', '2026-03-04 02:12:00+00', '527e9b2310e66bd88d908dc8e22a9721', true, '3167471459259655505', NULL, 3);


--
-- Data for Name: counter; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.counter VALUES ('fdca417a9fc85b6df2ff72b8df2511cd', 'emergency', 1, '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.counter VALUES ('528a5141701cfb001805ed36d71a1526', 'handoff', 2, '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.counter VALUES ('e3c34ee7dfc83c65a7dee033a7650489', 'ticket', 6, '527e9b2310e66bd88d908dc8e22a9721');


--
-- Data for Name: desk_access; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: device; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.device VALUES ('23cc57ab96a7ac9792f3b82442030663', 'aaf28de55548a9414f9b93c3f3b68d82', '客厅灯', '', '{"state": "on"}', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.device VALUES ('d33fb3ceece78aeff39bd570f0c221e2', 'aaf28de55548a9414f9b93c3f3b68d82', '卧室灯', '', '{"state": "off"}', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.device VALUES ('9f6ce98b56b29582f1d22524b399f506', 'aaf28de55548a9414f9b93c3f3b68d82', '客厅空调', '', '{"state": "on", "value": 24}', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.device VALUES ('9cb79a499132ea353c83cbe5863dde1c', 'aaf28de55548a9414f9b93c3f3b68d82', '客厅窗帘', '', '{"state": "closed"}', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.device VALUES ('0e89c1f6cc08bbc4961e3ce9404226c8', 'fe2f56e6a40ab3dbb3034452b4a62058', 'living room light', '', '{"state": "off"}', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.device VALUES ('e756c0aaa5cc06f6ff1ac06ce57e536e', 'fe2f56e6a40ab3dbb3034452b4a62058', 'hall light', '', '{"state": "on"}', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.device VALUES ('485cc599cb9b799741bee9dc6fe37552', 'fe2f56e6a40ab3dbb3034452b4a62058', 'bedroom AC', '', '{"state": "off"}', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.device VALUES ('94cbd4c885d3f4abb00fb3a0cb0adfa1', NULL, '1栋1单元门', '', '{}', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.device VALUES ('9d99f8c36a1d169ff24bb8001cba68eb', NULL, '2栋1单元门', '', '{}', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.device VALUES ('c9cce14ee8b4220f9b9ed9fe614f76d5', NULL, '北门道闸', '', '{}', '527e9b2310e66bd88d908dc8e22a9721');


--
-- Data for Name: emergencies_escalation; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.emergencies_escalation VALUES ('ec4660f5ef3e07a5c691a5e2f5097209', '527e9b2310e66bd88d908dc8e22a9721', '82739a6787105a0b394c354bd9e3321f', '7f94f2b780af6f1da2ef0fbbdef570b9', '97a573b28d7d143e34af2e71df2a76ef', 'E-1', 'gas', '1栋1单元102', '1栋1单元102，7栋2单元1103', true, '家里有煤气味；7栋2单元1103', 3, 'open', '["admin", "committee", "dispatcher", "grid_worker", "manager", "repairer", "security"]', false, 'zh', NULL, NULL, '2026-03-04 02:04:00+00', NULL);


--
-- Data for Name: finding; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: held; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.held VALUES ('b87d48a885ff8aa65a93503bbeee92df', 'lifts.more', '1栋1单元电梯', '{"name_en": "Lift", "floors": [1, 11]}', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.held VALUES ('0298a6cab268300f2dccd7346ff08602', 'lifts.more', '2栋1单元电梯', '{"name_en": "Lift", "floors": [-1, 18]}', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.held VALUES ('d3c8dadd8a317f08834aa83df7204ab5', 'bookings', '00001', '{"key": "B-1", "by": "R4", "resource": "\u7fbd\u6bdb\u7403\u9986", "date": "2026-03-05", "start": "19:00", "end": "20:00"}', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.held VALUES ('de1da279994a8db1e68efc1c0bbfb570', 'visitor_passes', '00001', '{"key": "V-1", "home": "1\u680b1\u5355\u5143101", "by": "R1", "name": "\u8bb8\u654f", "date": "2026-03-07", "status": "active"}', '527e9b2310e66bd88d908dc8e22a9721');


--
-- Data for Name: home; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.home VALUES ('aaf28de55548a9414f9b93c3f3b68d82', 'e932b3017f824bf25d27f99266074520', '1栋1单元101', '1单元', '101', 8950, '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.home VALUES ('d8e42ab66c34287749b5b4b49cfb5e90', 'e932b3017f824bf25d27f99266074520', '1栋1单元102', '1单元', '102', 6200, '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.home VALUES ('fe2f56e6a40ab3dbb3034452b4a62058', '952b810b96504c25e47f2b42efcd2d6e', '2栋1单元301', '1单元', '301', 7525, '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.home VALUES ('86ec7ed9d0a55744a9d02ec0967a3da8', '952b810b96504c25e47f2b42efcd2d6e', '2栋1单元302', '1单元', '302', 11000, '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.home VALUES ('6c5acdedfccb781e9ac4e365ab915933', '952b810b96504c25e47f2b42efcd2d6e', '2栋1单元303', '1单元', '303', 4860, '527e9b2310e66bd88d908dc8e22a9721');


--
-- Data for Name: inbox; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.inbox VALUES (1, 'web', 'guest:1', '5bff04bc3fc20dd84a6876e751c41dd6', 'text', '{"community": "527e9b2310e66bd88d908dc8e22a9721", "channel": "web", "update_id": "guest:1", "thread": "guest", "sender": "guest", "sent_at": "2026-03-04T02:00:00+00:00", "kind": "text", "text": "\u7269\u4e1a\u7535\u8bdd\u591a\u5c11", "files": [], "lang": null, "private": true, "sequence": 0, "wait": 0.0, "place": "", "ref": ""}', 'done', '', '2026-03-04 02:00:00+00', '527e9b2310e66bd88d908dc8e22a9721', 0);
INSERT INTO public.inbox VALUES (2, 'web', 'R1:厨房漏水了，水龙头一直滴', 'f38d321eab34055fdbacd321d3fe94c0', 'text', '{"community": "527e9b2310e66bd88d908dc8e22a9721", "channel": "web", "update_id": "R1:\u53a8\u623f\u6f0f\u6c34\u4e86\uff0c\u6c34\u9f99\u5934\u4e00\u76f4\u6ef4", "thread": "350cdc8379e9df599a1c7dfadbba6582", "sender": "350cdc8379e9df599a1c7dfadbba6582", "sent_at": "2026-03-04T02:00:00+00:00", "kind": "text", "text": "\u53a8\u623f\u6f0f\u6c34\u4e86\uff0c\u6c34\u9f99\u5934\u4e00\u76f4\u6ef4", "files": [], "lang": null, "private": true, "sequence": 0, "wait": 0.0, "place": "", "ref": ""}', 'done', '', '2026-03-04 02:00:00+00', '527e9b2310e66bd88d908dc8e22a9721', 0);
INSERT INTO public.inbox VALUES (3, 'web', 'R1:明天下午', 'f38d321eab34055fdbacd321d3fe94c0', 'text', '{"community": "527e9b2310e66bd88d908dc8e22a9721", "channel": "web", "update_id": "R1:\u660e\u5929\u4e0b\u5348", "thread": "350cdc8379e9df599a1c7dfadbba6582", "sender": "350cdc8379e9df599a1c7dfadbba6582", "sent_at": "2026-03-04T02:01:00+00:00", "kind": "text", "text": "\u660e\u5929\u4e0b\u5348", "files": [], "lang": null, "private": true, "sequence": 0, "wait": 0.0, "place": "", "ref": ""}', 'done', '', '2026-03-04 02:01:00+00', '527e9b2310e66bd88d908dc8e22a9721', 0);
INSERT INTO public.inbox VALUES (4, 'web', 'R1:我这个季度物业费多少', 'f38d321eab34055fdbacd321d3fe94c0', 'text', '{"community": "527e9b2310e66bd88d908dc8e22a9721", "channel": "web", "update_id": "R1:\u6211\u8fd9\u4e2a\u5b63\u5ea6\u7269\u4e1a\u8d39\u591a\u5c11", "thread": "350cdc8379e9df599a1c7dfadbba6582", "sender": "350cdc8379e9df599a1c7dfadbba6582", "sent_at": "2026-03-04T02:02:00+00:00", "kind": "text", "text": "\u6211\u8fd9\u4e2a\u5b63\u5ea6\u7269\u4e1a\u8d39\u591a\u5c11", "files": [], "lang": null, "private": true, "sequence": 0, "wait": 0.0, "place": "", "ref": ""}', 'done', '', '2026-03-04 02:02:00+00', '527e9b2310e66bd88d908dc8e22a9721', 0);
INSERT INTO public.inbox VALUES (5, 'web', 'R1:报修进度怎么样了', 'f38d321eab34055fdbacd321d3fe94c0', 'text', '{"community": "527e9b2310e66bd88d908dc8e22a9721", "channel": "web", "update_id": "R1:\u62a5\u4fee\u8fdb\u5ea6\u600e\u4e48\u6837\u4e86", "thread": "350cdc8379e9df599a1c7dfadbba6582", "sender": "350cdc8379e9df599a1c7dfadbba6582", "sent_at": "2026-03-04T02:03:00+00:00", "kind": "text", "text": "\u62a5\u4fee\u8fdb\u5ea6\u600e\u4e48\u6837\u4e86", "files": [], "lang": null, "private": true, "sequence": 0, "wait": 0.0, "place": "", "ref": ""}', 'done', '', '2026-03-04 02:03:00+00', '527e9b2310e66bd88d908dc8e22a9721', 0);
INSERT INTO public.inbox VALUES (6, 'web', 'R2:家里有煤气味', '7f94f2b780af6f1da2ef0fbbdef570b9', 'text', '{"community": "527e9b2310e66bd88d908dc8e22a9721", "channel": "web", "update_id": "R2:\u5bb6\u91cc\u6709\u7164\u6c14\u5473", "thread": "97a573b28d7d143e34af2e71df2a76ef", "sender": "97a573b28d7d143e34af2e71df2a76ef", "sent_at": "2026-03-04T02:04:00+00:00", "kind": "text", "text": "\u5bb6\u91cc\u6709\u7164\u6c14\u5473", "files": [], "lang": null, "private": true, "sequence": 0, "wait": 0.0, "place": "", "ref": ""}', 'done', '', '2026-03-04 02:04:00+00', '527e9b2310e66bd88d908dc8e22a9721', 0);
INSERT INTO public.inbox VALUES (7, 'web', 'R2:7栋2单元1103', '7f94f2b780af6f1da2ef0fbbdef570b9', 'text', '{"community": "527e9b2310e66bd88d908dc8e22a9721", "channel": "web", "update_id": "R2:7\u680b2\u5355\u51431103", "thread": "97a573b28d7d143e34af2e71df2a76ef", "sender": "97a573b28d7d143e34af2e71df2a76ef", "sent_at": "2026-03-04T02:05:00+00:00", "kind": "text", "text": "7\u680b2\u5355\u51431103", "files": [], "lang": null, "private": true, "sequence": 0, "wait": 0.0, "place": "", "ref": ""}', 'done', '', '2026-03-04 02:05:00+00', '527e9b2310e66bd88d908dc8e22a9721', 0);
INSERT INTO public.inbox VALUES (8, 'web', 'R2:转人工', '7f94f2b780af6f1da2ef0fbbdef570b9', 'text', '{"community": "527e9b2310e66bd88d908dc8e22a9721", "channel": "web", "update_id": "R2:\u8f6c\u4eba\u5de5", "thread": "97a573b28d7d143e34af2e71df2a76ef", "sender": "97a573b28d7d143e34af2e71df2a76ef", "sent_at": "2026-03-04T02:06:00+00:00", "kind": "text", "text": "\u8f6c\u4eba\u5de5", "files": [], "lang": null, "private": true, "sequence": 0, "wait": 0.0, "place": "", "ref": ""}', 'done', '', '2026-03-04 02:06:00+00', '527e9b2310e66bd88d908dc8e22a9721', 0);
INSERT INTO public.inbox VALUES (9, 'web', 'R3:My bedroom light is broken', 'e9ec0d3f5ec87d801c501dfbf75996fc', 'text', '{"community": "527e9b2310e66bd88d908dc8e22a9721", "channel": "web", "update_id": "R3:My bedroom light is broken", "thread": "b8cd59621acf9df9433cb338cb5386d9", "sender": "b8cd59621acf9df9433cb338cb5386d9", "sent_at": "2026-03-04T02:07:00+00:00", "kind": "text", "text": "My bedroom light is broken", "files": [], "lang": null, "private": true, "sequence": 0, "wait": 0.0, "place": "", "ref": ""}', 'done', '', '2026-03-04 02:07:00+00', '527e9b2310e66bd88d908dc8e22a9721', 0);
INSERT INTO public.inbox VALUES (10, 'web', 'R3:any time is fine', 'e9ec0d3f5ec87d801c501dfbf75996fc', 'text', '{"community": "527e9b2310e66bd88d908dc8e22a9721", "channel": "web", "update_id": "R3:any time is fine", "thread": "b8cd59621acf9df9433cb338cb5386d9", "sender": "b8cd59621acf9df9433cb338cb5386d9", "sent_at": "2026-03-04T02:08:00+00:00", "kind": "text", "text": "any time is fine", "files": [], "lang": null, "private": true, "sequence": 0, "wait": 0.0, "place": "", "ref": ""}', 'done', '', '2026-03-04 02:08:00+00', '527e9b2310e66bd88d908dc8e22a9721', 0);
INSERT INTO public.inbox VALUES (11, 'web', 'R3:Is there any notice about water?', 'e9ec0d3f5ec87d801c501dfbf75996fc', 'text', '{"community": "527e9b2310e66bd88d908dc8e22a9721", "channel": "web", "update_id": "R3:Is there any notice about water?", "thread": "b8cd59621acf9df9433cb338cb5386d9", "sender": "b8cd59621acf9df9433cb338cb5386d9", "sent_at": "2026-03-04T02:09:00+00:00", "kind": "text", "text": "Is there any notice about water?", "files": [], "lang": null, "private": true, "sequence": 0, "wait": 0.0, "place": "", "ref": ""}', 'done', '', '2026-03-04 02:09:00+00', '527e9b2310e66bd88d908dc8e22a9721', 0);
INSERT INTO public.inbox VALUES (12, 'web', 'R4:楼道灯不亮了', '002560341e60999cc3c11cb30a45fcf4', 'text', '{"community": "527e9b2310e66bd88d908dc8e22a9721", "channel": "web", "update_id": "R4:\u697c\u9053\u706f\u4e0d\u4eae\u4e86", "thread": "93d50f695fc61c07fc4dce0633c8aacb", "sender": "93d50f695fc61c07fc4dce0633c8aacb", "sent_at": "2026-03-04T02:10:00+00:00", "kind": "text", "text": "\u697c\u9053\u706f\u4e0d\u4eae\u4e86", "files": [], "lang": null, "private": true, "sequence": 0, "wait": 0.0, "place": "", "ref": ""}', 'done', '', '2026-03-04 02:10:00+00', '527e9b2310e66bd88d908dc8e22a9721', 0);
INSERT INTO public.inbox VALUES (13, 'web', 'R4:算了不用了', '002560341e60999cc3c11cb30a45fcf4', 'text', '{"community": "527e9b2310e66bd88d908dc8e22a9721", "channel": "web", "update_id": "R4:\u7b97\u4e86\u4e0d\u7528\u4e86", "thread": "93d50f695fc61c07fc4dce0633c8aacb", "sender": "93d50f695fc61c07fc4dce0633c8aacb", "sent_at": "2026-03-04T02:11:00+00:00", "kind": "text", "text": "\u7b97\u4e86\u4e0d\u7528\u4e86", "files": [], "lang": null, "private": true, "sequence": 0, "wait": 0.0, "place": "", "ref": ""}', 'done', '', '2026-03-04 02:11:00+00', '527e9b2310e66bd88d908dc8e22a9721', 0);
INSERT INTO public.inbox VALUES (14, 'web', 'R4:我想绑定我女儿', '002560341e60999cc3c11cb30a45fcf4', 'text', '{"community": "527e9b2310e66bd88d908dc8e22a9721", "channel": "web", "update_id": "R4:\u6211\u60f3\u7ed1\u5b9a\u6211\u5973\u513f", "thread": "93d50f695fc61c07fc4dce0633c8aacb", "sender": "93d50f695fc61c07fc4dce0633c8aacb", "sent_at": "2026-03-04T02:12:00+00:00", "kind": "text", "text": "\u6211\u60f3\u7ed1\u5b9a\u6211\u5973\u513f", "files": [], "lang": null, "private": true, "sequence": 0, "wait": 0.0, "place": "", "ref": ""}', 'done', '', '2026-03-04 02:12:00+00', '527e9b2310e66bd88d908dc8e22a9721', 0);


--
-- Data for Name: job; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.job VALUES (1, 'emergencies.climb', 'ec4660f5ef3e07a5c691a5e2f5097209:2:2026-03-04T10:05:00+08:00', '{"escalation": "ec4660f5ef3e07a5c691a5e2f5097209", "level": 2}', '2026-03-04 02:05:00+00', 'done', '2026-03-04 02:05:30+00', 1, 1, '', '2026-03-04 02:04:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.job VALUES (2, 'emergencies.climb', 'ec4660f5ef3e07a5c691a5e2f5097209:3:2026-03-04T10:06:00+08:00', '{"escalation": "ec4660f5ef3e07a5c691a5e2f5097209", "level": 3}', '2026-03-04 02:06:00+00', 'done', '2026-03-04 02:06:30+00', 1, 1, '', '2026-03-04 02:05:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.job VALUES (3, 'emergencies.climb', 'ec4660f5ef3e07a5c691a5e2f5097209:3:2026-03-04T10:08:00+08:00', '{"escalation": "ec4660f5ef3e07a5c691a5e2f5097209", "level": 3}', '2026-03-04 02:08:00+00', 'done', '2026-03-04 02:08:30+00', 1, 1, '', '2026-03-04 02:06:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.job VALUES (4, 'emergencies.climb', 'ec4660f5ef3e07a5c691a5e2f5097209:3:2026-03-04T10:10:00+08:00', '{"escalation": "ec4660f5ef3e07a5c691a5e2f5097209", "level": 3}', '2026-03-04 02:10:00+00', 'done', '2026-03-04 02:10:30+00', 1, 1, '', '2026-03-04 02:08:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.job VALUES (5, 'emergencies.climb', 'ec4660f5ef3e07a5c691a5e2f5097209:3:2026-03-04T10:12:00+08:00', '{"escalation": "ec4660f5ef3e07a5c691a5e2f5097209", "level": 3}', '2026-03-04 02:12:00+00', 'done', '2026-03-04 02:12:30+00', 1, 1, '', '2026-03-04 02:10:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.job VALUES (6, 'emergencies.climb', 'ec4660f5ef3e07a5c691a5e2f5097209:3:2026-03-04T10:14:00+08:00', '{"escalation": "ec4660f5ef3e07a5c691a5e2f5097209", "level": 3}', '2026-03-04 02:14:00+00', 'new', NULL, 0, 0, '', '2026-03-04 02:12:00+00', '527e9b2310e66bd88d908dc8e22a9721');


--
-- Data for Name: lift; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.lift VALUES ('46c2c79ef91224901050d3d9df2cf37a', 'e932b3017f824bf25d27f99266074520', '1单元', '电梯', '700101', 'running', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.lift VALUES ('72e6785d67b56849e3ab704da133084a', '952b810b96504c25e47f2b42efcd2d6e', '1单元', '电梯', '700201', 'maintenance', '527e9b2310e66bd88d908dc8e22a9721');


--
-- Data for Name: notices_notice; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.notices_notice VALUES ('4d1f26a6b3815eebfd9f86dba0914de6', '527e9b2310e66bd88d908dc8e22a9721', '3月5日1栋停水', '3月5日 09:00-16:00 更换水表，1栋停水，2栋不受影响。请提前存水。', 'No water in Building 1 on 5 March', 'Water meters are replaced on 5 March, 09:00-16:00. Building 1 has no water; Building 2 is not affected.', 'water_outage', '["1\u680b"]', '2026-03-05 01:00:00+00', '2026-03-05 08:00:00+00', '2026-03-04 02:00:00+00');
INSERT INTO public.notices_notice VALUES ('0416e2629282e84e69b3b5270ccc65c8', '527e9b2310e66bd88d908dc8e22a9721', '2栋电梯检修', '2栋1单元电梯3月3日至6日检修，每天 13:00-17:00 停用。', 'Lift works in Building 2', 'The lift of Building 2, Unit 1 is out of service every day from 13:00 to 17:00, 3 to 6 March.', 'elevator_works', '["2\u680b"]', '2026-03-02 16:00:00+00', '2026-03-06 16:00:00+00', '2026-03-04 02:00:00+00');
INSERT INTO public.notices_notice VALUES ('9d8267b339ad8ef99908810fd2e79b2d', '527e9b2310e66bd88d908dc8e22a9721', '装修时间', '装修施工限工作日 08:30-12:00、14:00-17:30，周末和节假日不得施工。', 'Hours for building work', 'Building work in homes: working days 08:30-12:00 and 14:00-17:30, not at weekends or on holidays.', 'renovation', '[]', NULL, NULL, '2026-03-04 02:00:00+00');


--
-- Data for Name: occupancy; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.occupancy VALUES ('d1b1d68f2c442c38373e66f34b494418', '350cdc8379e9df599a1c7dfadbba6582', 'aaf28de55548a9414f9b93c3f3b68d82', 'owner', NULL, '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.occupancy VALUES ('4adce3ea2d9c60c14bcaeb0515c76f02', '97a573b28d7d143e34af2e71df2a76ef', 'd8e42ab66c34287749b5b4b49cfb5e90', 'owner', NULL, '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.occupancy VALUES ('940173be3bdc1da7179bcb4a3af4cabb', 'b8cd59621acf9df9433cb338cb5386d9', 'fe2f56e6a40ab3dbb3034452b4a62058', 'tenant', NULL, '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.occupancy VALUES ('f8b4767646d72d2b7bb095dbcd909582', '93d50f695fc61c07fc4dce0633c8aacb', '86ec7ed9d0a55744a9d02ec0967a3da8', 'owner', NULL, '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.occupancy VALUES ('620021bbddfeca5a0707ce394f18adbb', '93d50f695fc61c07fc4dce0633c8aacb', '6c5acdedfccb781e9ac4e365ab915933', 'owner', NULL, '527e9b2310e66bd88d908dc8e22a9721');


--
-- Data for Name: outbox; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.outbox VALUES (1, 'message', 'normal', 'web', 'guest', '5bff04bc3fc20dd84a6876e751c41dd6', 1, '{"text": "\u5df2\u7ecf\u8bf7\u5de5\u4f5c\u4eba\u5458\u6765\u5e2e\u60a8\uff0c\u7f16\u53f7H-1\u3002\u60a8\u6392\u5728\u7b2c\u4e00\u4f4d\uff0c\u8bf7\u7a0d\u5019\u3002\u6025\u4e8b\u8bf7\u6253\u503c\u73ed\u7535\u8bdd0571-5550100\u3002\u7b49\u7684\u65f6\u5019\uff0c\u6211\u53ef\u4ee5\u7ee7\u7eed\u5e2e\u60a8\u3002", "lang": "zh", "buttons": [["\u4e0d\u7528\u4eba\u5de5\u4e86", "call:staff.cancel:"]], "record": "handoff:H-1"}', 'sent', 1, '2026-03-04 02:00:00+00', NULL, '', '2026-03-04 02:00:00+00', '2026-03-04 02:00:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (2, 'sms', 'normal', 'sms', '13600000002', NULL, NULL, '{"text": "\u6709\u4f4f\u6237\u8981\u627e\u5de5\u4f5c\u4eba\u5458\uff0c\u7f16\u53f7H-1\u3002\u8bf7\u5230\u5de5\u4f5c\u53f0\u67e5\u770b\u3002", "lang": "zh", "staff": "7d21abb952136ac894ba44431a595ad3"}', 'sent', 1, '2026-03-04 02:00:00+00', NULL, '', '2026-03-04 02:00:00+00', '2026-03-04 02:00:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (3, 'message', 'normal', 'web', '350cdc8379e9df599a1c7dfadbba6582', 'f38d321eab34055fdbacd321d3fe94c0', 2, '{"text": "\u53a8\u623f\u6c34\u9f99\u5934\u7684\u4e8b\u8bb0\u4e0b\u4e86\uff0c\u7f16\u53f7T-4\u3002\u503c\u73ed\u4eba\u5458\u4f1a\u770b\u5230\uff0c\u6d3e\u597d\u5e08\u5085\u6211\u544a\u8bc9\u60a8\u3002\u4ec0\u4e48\u65f6\u5019\u65b9\u4fbf\u5e08\u5085\u4e0a\u95e8\uff1f", "lang": "zh", "buttons": [["\u4eca\u5929\u4e0b\u5348", "fill:time=2026-03-04.afternoon@2"], ["\u660e\u5929\u4e0a\u5348", "fill:time=2026-03-05.morning@2"], ["\u90fd\u884c", "fill:time=any@2"]], "asks": "time", "record": "ticket:T-4"}', 'sent', 1, '2026-03-04 02:00:00+00', NULL, '', '2026-03-04 02:00:00+00', '2026-03-04 02:00:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (4, 'message', 'normal', 'web', '350cdc8379e9df599a1c7dfadbba6582', 'f38d321eab34055fdbacd321d3fe94c0', 3, '{"text": "\u597d\uff0cT-4\u8bb0\u4e0b\u4e86\uff1a\u660e\u5929\uff083\u67085\u65e5\uff09\u4e0b\u5348\u3002\u6d3e\u597d\u5e08\u5085\u6211\u544a\u8bc9\u60a8\u3002", "lang": "zh", "record": "ticket:T-4"}', 'sent', 1, '2026-03-04 02:01:00+00', NULL, '', '2026-03-04 02:01:00+00', '2026-03-04 02:01:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (5, 'message', 'normal', 'web', '350cdc8379e9df599a1c7dfadbba6582', 'f38d321eab34055fdbacd321d3fe94c0', 4, '{"text": "2026\u5e74\u4e00\u5b63\u5ea6\u7269\u4e1a\u8d39\uff0c510.15\u5143\uff0889.5 m\u00b2 \u00d7 1.90 \u5143 \u00d7 3 \u4e2a\u6708\uff09\uff0c\u8bf7\u5728\u5468\u4e8c\uff083\u670831\u65e5\uff09\u524d\u4ea4\u3002", "lang": "zh", "buttons": [["\u600e\u4e48\u4ea4", "start:bill_pay"], ["\u8fd9\u7b14\u4e0d\u5bf9", "start:bill_dispute"]], "private": true}', 'sent', 1, '2026-03-04 02:02:00+00', NULL, '', '2026-03-04 02:02:00+00', '2026-03-04 02:02:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (6, 'message', 'normal', 'web', '350cdc8379e9df599a1c7dfadbba6582', 'f38d321eab34055fdbacd321d3fe94c0', 5, '{"text": "T-4\uff0c\u53a8\u623f\u6c34\u9f99\u5934\uff1a\u8fd8\u6ca1\u6d3e\u5e08\u5085\uff0c\u6d3e\u597d\u6211\u544a\u8bc9\u60a8\u3002\u65f6\u95f4\u662f\u660e\u5929\uff083\u67085\u65e5\uff09\u4e0b\u5348\u3002\nT-1\uff0c\u95e8\u53e3\u5bf9\u8bb2\u542c\u4e0d\u89c1\u58f0\u97f3\uff1a\u5468\u4e00\uff083\u67082\u65e5\uff09\u62a5\u7684\uff0c\u8fd8\u6ca1\u6d3e\u5e08\u5085\uff0c\u8ba9\u60a8\u4e45\u7b49\u4e86\u3002\u60a8\u53ef\u4ee5\u50ac\u4e00\u4e0b\u3002", "lang": "zh", "buttons": [["\u50ac\u4e00\u4e0b", "call:repairs.hurry:291cd7b2abe3708485e75b6029bf094f"], ["\u53d6\u6d88\u62a5\u4fee", "call:repairs.cancel:291cd7b2abe3708485e75b6029bf094f"]], "private": true}', 'sent', 1, '2026-03-04 02:03:00+00', NULL, '', '2026-03-04 02:03:00+00', '2026-03-04 02:03:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (7, 'message', 'emergency', 'web', '97a573b28d7d143e34af2e71df2a76ef', '7f94f2b780af6f1da2ef0fbbdef570b9', 6, '{"text": "\u8bf7\u6253\u5f00\u7a97\u6237\uff0c\u4e0d\u8981\u78b0\u5f00\u5173\uff0c\u4e0d\u8981\u70b9\u706b\u3002\u6240\u6709\u4eba\u9a6c\u4e0a\u5230\u5c4b\u5916\uff0c\u518d\u6253119\u3002\n\u5df2\u7ecf\u901a\u77e5\u503c\u73ed\u4eba\u5458\u3002\n\u73b0\u5728\u6709\u51e0\u4e2a\u4eba\uff1f\u6709\u6ca1\u6709\u4eba\u53d7\u4f24\uff1f", "lang": "zh", "asks": "note", "record": "escalation:E-1"}', 'sent', 1, '2026-03-04 02:04:00+00', NULL, '', '2026-03-04 02:04:00+00', '2026-03-04 02:04:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (8, 'sms', 'emergency', 'sms', '13600000002', NULL, NULL, '{"text": "\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "7d21abb952136ac894ba44431a595ad3"}', 'sent', 1, '2026-03-04 02:04:00+00', NULL, '', '2026-03-04 02:04:00+00', '2026-03-04 02:04:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (9, 'sms', 'emergency', 'sms', '13600000004', NULL, NULL, '{"text": "\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "159b5788ed7e8bbe243637f276abc0a3"}', 'sent', 1, '2026-03-04 02:04:00+00', NULL, '', '2026-03-04 02:04:00+00', '2026-03-04 02:04:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (10, 'sms', 'emergency', 'sms', '13600000001', NULL, NULL, '{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "a4a3b2d719a863cd127be4e56126bec3"}', 'sent', 1, '2026-03-04 02:05:00+00', NULL, '', '2026-03-04 02:05:00+00', '2026-03-04 02:05:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (11, 'sms', 'emergency', 'sms', '13600000002', NULL, NULL, '{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "7d21abb952136ac894ba44431a595ad3"}', 'sent', 1, '2026-03-04 02:05:00+00', NULL, '', '2026-03-04 02:05:00+00', '2026-03-04 02:05:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (12, 'sms', 'emergency', 'sms', '13600000003', NULL, NULL, '{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "ab9e8a9128de386e3426172523a3e57d"}', 'sent', 1, '2026-03-04 02:05:00+00', NULL, '', '2026-03-04 02:05:00+00', '2026-03-04 02:05:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (13, 'sms', 'emergency', 'sms', '13600000004', NULL, NULL, '{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "159b5788ed7e8bbe243637f276abc0a3"}', 'sent', 1, '2026-03-04 02:05:00+00', NULL, '', '2026-03-04 02:05:00+00', '2026-03-04 02:05:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (14, 'sms', 'emergency', 'sms', '13600000005', NULL, NULL, '{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "4d2c0dd4df81b0e3714af9a8acf333df"}', 'sent', 1, '2026-03-04 02:05:00+00', NULL, '', '2026-03-04 02:05:00+00', '2026-03-04 02:05:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (15, 'message', 'emergency', 'web', '97a573b28d7d143e34af2e71df2a76ef', '7f94f2b780af6f1da2ef0fbbdef570b9', NULL, '{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff0c\u6211\u5df2\u7ecf\u5728\u547c\u53eb\u66f4\u591a\u4eba\u3002\u6709\u751f\u547d\u5371\u9669\u8bf7\u9a6c\u4e0a\u6253110\u3001119\u6216120\u3002", "lang": "zh", "record": "escalation:E-1"}', 'sent', 1, '2026-03-04 02:05:00+00', NULL, '', '2026-03-04 02:05:00+00', '2026-03-04 02:05:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (16, 'message', 'emergency', 'web', '97a573b28d7d143e34af2e71df2a76ef', '7f94f2b780af6f1da2ef0fbbdef570b9', 7, '{"text": "\u8865\u5145\u7684\u60c5\u51b5\u5df2\u7ecf\u8f6c\u7ed9\u503c\u73ed\u4eba\u5458\u3002\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff0c\u6211\u5728\u7ee7\u7eed\u547c\u53eb\u3002\u6709\u751f\u547d\u5371\u9669\u8bf7\u9a6c\u4e0a\u6253110\u3001119\u6216120\u3002", "lang": "zh", "record": "escalation:E-1"}', 'sent', 1, '2026-03-04 02:05:00+00', NULL, '', '2026-03-04 02:05:00+00', '2026-03-04 02:05:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (17, 'sms', 'emergency', 'sms', '13600000001', NULL, NULL, '{"text": "\u7d27\u6025E-1\u6709\u65b0\u60c5\u51b5\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473", "lang": "zh", "staff": "a4a3b2d719a863cd127be4e56126bec3"}', 'sent', 1, '2026-03-04 02:05:00+00', NULL, '', '2026-03-04 02:05:00+00', '2026-03-04 02:05:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (18, 'sms', 'emergency', 'sms', '13600000002', NULL, NULL, '{"text": "\u7d27\u6025E-1\u6709\u65b0\u60c5\u51b5\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473", "lang": "zh", "staff": "7d21abb952136ac894ba44431a595ad3"}', 'sent', 1, '2026-03-04 02:05:00+00', NULL, '', '2026-03-04 02:05:00+00', '2026-03-04 02:05:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (19, 'sms', 'emergency', 'sms', '13600000003', NULL, NULL, '{"text": "\u7d27\u6025E-1\u6709\u65b0\u60c5\u51b5\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473", "lang": "zh", "staff": "ab9e8a9128de386e3426172523a3e57d"}', 'sent', 1, '2026-03-04 02:05:00+00', NULL, '', '2026-03-04 02:05:00+00', '2026-03-04 02:05:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (20, 'sms', 'emergency', 'sms', '13600000004', NULL, NULL, '{"text": "\u7d27\u6025E-1\u6709\u65b0\u60c5\u51b5\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473", "lang": "zh", "staff": "159b5788ed7e8bbe243637f276abc0a3"}', 'sent', 1, '2026-03-04 02:05:00+00', NULL, '', '2026-03-04 02:05:00+00', '2026-03-04 02:05:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (21, 'sms', 'emergency', 'sms', '13600000005', NULL, NULL, '{"text": "\u7d27\u6025E-1\u6709\u65b0\u60c5\u51b5\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473", "lang": "zh", "staff": "4d2c0dd4df81b0e3714af9a8acf333df"}', 'sent', 1, '2026-03-04 02:05:00+00', NULL, '', '2026-03-04 02:05:00+00', '2026-03-04 02:05:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (22, 'sms', 'emergency', 'sms', '13600000001', NULL, NULL, '{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "a4a3b2d719a863cd127be4e56126bec3"}', 'sent', 1, '2026-03-04 02:06:00+00', NULL, '', '2026-03-04 02:06:00+00', '2026-03-04 02:06:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (23, 'sms', 'emergency', 'sms', '13600000002', NULL, NULL, '{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "7d21abb952136ac894ba44431a595ad3"}', 'sent', 1, '2026-03-04 02:06:00+00', NULL, '', '2026-03-04 02:06:00+00', '2026-03-04 02:06:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (24, 'sms', 'emergency', 'sms', '13600000003', NULL, NULL, '{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "ab9e8a9128de386e3426172523a3e57d"}', 'sent', 1, '2026-03-04 02:06:00+00', NULL, '', '2026-03-04 02:06:00+00', '2026-03-04 02:06:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (25, 'sms', 'emergency', 'sms', '13600000004', NULL, NULL, '{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "159b5788ed7e8bbe243637f276abc0a3"}', 'sent', 1, '2026-03-04 02:06:00+00', NULL, '', '2026-03-04 02:06:00+00', '2026-03-04 02:06:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (26, 'sms', 'emergency', 'sms', '13600000005', NULL, NULL, '{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "4d2c0dd4df81b0e3714af9a8acf333df"}', 'sent', 1, '2026-03-04 02:06:00+00', NULL, '', '2026-03-04 02:06:00+00', '2026-03-04 02:06:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (27, 'sms', 'emergency', 'sms', '13600000006', NULL, NULL, '{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "aa854b9a7b53d150003e3920bd03c36e"}', 'sent', 1, '2026-03-04 02:06:00+00', NULL, '', '2026-03-04 02:06:00+00', '2026-03-04 02:06:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (28, 'sms', 'emergency', 'sms', '13600000007', NULL, NULL, '{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "05dd9e7123a19e5f79f9b8d19aa2cb72"}', 'sent', 1, '2026-03-04 02:06:00+00', NULL, '', '2026-03-04 02:06:00+00', '2026-03-04 02:06:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (30, 'message', 'normal', 'web', '97a573b28d7d143e34af2e71df2a76ef', '7f94f2b780af6f1da2ef0fbbdef570b9', 8, '{"text": "\u5df2\u7ecf\u4e3a\u60a8\u6392\u961f\u627e\u5de5\u4f5c\u4eba\u5458\uff0c\u7f16\u53f7H-2\u3002\u524d\u9762\u8fd8\u67091\u4f4d\u3002\u6025\u4e8b\u8bf7\u6253\u503c\u73ed\u7535\u8bdd0571-5550100\u3002\u7b49\u7684\u65f6\u5019\uff0c\u6211\u53ef\u4ee5\u7ee7\u7eed\u5e2e\u60a8\u3002", "lang": "zh", "buttons": [["\u4e0d\u7528\u4eba\u5de5\u4e86", "call:staff.cancel:"]], "record": "handoff:H-2"}', 'sent', 1, '2026-03-04 02:06:00+00', NULL, '', '2026-03-04 02:06:00+00', '2026-03-04 02:06:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (31, 'sms', 'normal', 'sms', '13600000002', NULL, NULL, '{"text": "\u6709\u4f4f\u6237\u8981\u627e\u5de5\u4f5c\u4eba\u5458\uff0c\u7f16\u53f7H-2\u3002\u8bf7\u5230\u5de5\u4f5c\u53f0\u67e5\u770b\u3002", "lang": "zh", "staff": "7d21abb952136ac894ba44431a595ad3"}', 'sent', 1, '2026-03-04 02:06:00+00', NULL, '', '2026-03-04 02:06:00+00', '2026-03-04 02:06:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (32, 'message', 'normal', 'web', 'b8cd59621acf9df9433cb338cb5386d9', 'e9ec0d3f5ec87d801c501dfbf75996fc', 9, '{"text": "I have noted this: bedroom light. The number is T-5. Our duty staff will see it, and I will tell you who comes. When may somebody come?", "lang": "en", "buttons": [["This afternoon", "fill:time=2026-03-04.afternoon@2"], ["Tomorrow morning", "fill:time=2026-03-05.morning@2"], ["Any time", "fill:time=any@2"]], "asks": "time", "record": "ticket:T-5"}', 'sent', 1, '2026-03-04 02:07:00+00', NULL, '', '2026-03-04 02:07:00+00', '2026-03-04 02:07:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (33, 'sms', 'emergency', 'sms', '13600000001', NULL, NULL, '{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "a4a3b2d719a863cd127be4e56126bec3"}', 'sent', 1, '2026-03-04 02:08:00+00', NULL, '', '2026-03-04 02:08:00+00', '2026-03-04 02:08:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (34, 'sms', 'emergency', 'sms', '13600000002', NULL, NULL, '{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "7d21abb952136ac894ba44431a595ad3"}', 'sent', 1, '2026-03-04 02:08:00+00', NULL, '', '2026-03-04 02:08:00+00', '2026-03-04 02:08:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (29, 'message', 'emergency', 'web', '97a573b28d7d143e34af2e71df2a76ef', '7f94f2b780af6f1da2ef0fbbdef570b9', NULL, '{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff0c\u6211\u5df2\u7ecf\u5728\u547c\u53eb\u66f4\u591a\u4eba\u3002\u6709\u751f\u547d\u5371\u9669\u8bf7\u9a6c\u4e0a\u6253110\u3001119\u6216120\u3002", "lang": "zh", "record": "escalation:E-1"}', 'sent', 1, '2026-03-04 02:06:00+00', NULL, '', '2026-03-04 02:06:00+00', '2026-03-04 02:06:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (35, 'sms', 'emergency', 'sms', '13600000003', NULL, NULL, '{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "ab9e8a9128de386e3426172523a3e57d"}', 'sent', 1, '2026-03-04 02:08:00+00', NULL, '', '2026-03-04 02:08:00+00', '2026-03-04 02:08:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (36, 'sms', 'emergency', 'sms', '13600000004', NULL, NULL, '{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "159b5788ed7e8bbe243637f276abc0a3"}', 'sent', 1, '2026-03-04 02:08:00+00', NULL, '', '2026-03-04 02:08:00+00', '2026-03-04 02:08:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (37, 'sms', 'emergency', 'sms', '13600000005', NULL, NULL, '{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "4d2c0dd4df81b0e3714af9a8acf333df"}', 'sent', 1, '2026-03-04 02:08:00+00', NULL, '', '2026-03-04 02:08:00+00', '2026-03-04 02:08:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (38, 'sms', 'emergency', 'sms', '13600000006', NULL, NULL, '{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "aa854b9a7b53d150003e3920bd03c36e"}', 'sent', 1, '2026-03-04 02:08:00+00', NULL, '', '2026-03-04 02:08:00+00', '2026-03-04 02:08:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (39, 'sms', 'emergency', 'sms', '13600000007', NULL, NULL, '{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "05dd9e7123a19e5f79f9b8d19aa2cb72"}', 'sent', 1, '2026-03-04 02:08:00+00', NULL, '', '2026-03-04 02:08:00+00', '2026-03-04 02:08:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (40, 'message', 'normal', 'web', 'b8cd59621acf9df9433cb338cb5386d9', 'e9ec0d3f5ec87d801c501dfbf75996fc', 10, '{"text": "Good, T-5 is noted for any time. I will tell you who comes.", "lang": "en", "record": "ticket:T-5"}', 'sent', 1, '2026-03-04 02:08:00+00', NULL, '', '2026-03-04 02:08:00+00', '2026-03-04 02:08:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (41, 'message', 'normal', 'web', 'b8cd59621acf9df9433cb338cb5386d9', 'e9ec0d3f5ec87d801c501dfbf75996fc', 11, '{"text": "Lift works in Building 2\nThe lift of Building 2, Unit 1 is out of service every day from 13:00 to 17:00, 3 to 6 March.\nHours for building work\nBuilding work in homes: working days 08:30-12:00 and 14:00-17:30, not at weekends or on holidays.", "lang": "en"}', 'sent', 1, '2026-03-04 02:09:00+00', NULL, '', '2026-03-04 02:09:00+00', '2026-03-04 02:09:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (42, 'sms', 'emergency', 'sms', '13600000001', NULL, NULL, '{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "a4a3b2d719a863cd127be4e56126bec3"}', 'sent', 1, '2026-03-04 02:10:00+00', NULL, '', '2026-03-04 02:10:00+00', '2026-03-04 02:10:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (43, 'sms', 'emergency', 'sms', '13600000002', NULL, NULL, '{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "7d21abb952136ac894ba44431a595ad3"}', 'sent', 1, '2026-03-04 02:10:00+00', NULL, '', '2026-03-04 02:10:00+00', '2026-03-04 02:10:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (44, 'sms', 'emergency', 'sms', '13600000003', NULL, NULL, '{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "ab9e8a9128de386e3426172523a3e57d"}', 'sent', 1, '2026-03-04 02:10:00+00', NULL, '', '2026-03-04 02:10:00+00', '2026-03-04 02:10:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (45, 'sms', 'emergency', 'sms', '13600000004', NULL, NULL, '{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "159b5788ed7e8bbe243637f276abc0a3"}', 'sent', 1, '2026-03-04 02:10:00+00', NULL, '', '2026-03-04 02:10:00+00', '2026-03-04 02:10:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (46, 'sms', 'emergency', 'sms', '13600000005', NULL, NULL, '{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "4d2c0dd4df81b0e3714af9a8acf333df"}', 'sent', 1, '2026-03-04 02:10:00+00', NULL, '', '2026-03-04 02:10:00+00', '2026-03-04 02:10:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (47, 'sms', 'emergency', 'sms', '13600000006', NULL, NULL, '{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "aa854b9a7b53d150003e3920bd03c36e"}', 'sent', 1, '2026-03-04 02:10:00+00', NULL, '', '2026-03-04 02:10:00+00', '2026-03-04 02:10:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (48, 'sms', 'emergency', 'sms', '13600000007', NULL, NULL, '{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "05dd9e7123a19e5f79f9b8d19aa2cb72"}', 'sent', 1, '2026-03-04 02:10:00+00', NULL, '', '2026-03-04 02:10:00+00', '2026-03-04 02:10:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (49, 'message', 'normal', 'web', '93d50f695fc61c07fc4dce0633c8aacb', '002560341e60999cc3c11cb30a45fcf4', 12, '{"text": "\u697c\u9053\u697c\u9053\u706f\u7684\u4e8b\u8bb0\u4e0b\u4e86\uff0c\u7f16\u53f7T-6\u3002\u503c\u73ed\u4eba\u5458\u4f1a\u770b\u5230\uff0c\u6d3e\u597d\u5e08\u5085\u6211\u544a\u8bc9\u60a8\u3002", "lang": "zh", "record": "ticket:T-6"}', 'sent', 1, '2026-03-04 02:10:00+00', NULL, '', '2026-03-04 02:10:00+00', '2026-03-04 02:10:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (50, 'message', 'normal', 'web', '93d50f695fc61c07fc4dce0633c8aacb', '002560341e60999cc3c11cb30a45fcf4', 13, '{"text": "\u73b0\u5728\u6ca1\u6709\u6b63\u5728\u529e\u7684\u4e8b\u3002\u9700\u8981\u65f6\u8bf7\u76f4\u63a5\u544a\u8bc9\u6211\u3002", "lang": "zh"}', 'sent', 1, '2026-03-04 02:11:00+00', NULL, '', '2026-03-04 02:11:00+00', '2026-03-04 02:11:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (51, 'sms', 'emergency', 'sms', '13600000001', NULL, NULL, '{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "a4a3b2d719a863cd127be4e56126bec3"}', 'sent', 1, '2026-03-04 02:12:00+00', NULL, '', '2026-03-04 02:12:00+00', '2026-03-04 02:12:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (52, 'sms', 'emergency', 'sms', '13600000002', NULL, NULL, '{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "7d21abb952136ac894ba44431a595ad3"}', 'sent', 1, '2026-03-04 02:12:00+00', NULL, '', '2026-03-04 02:12:00+00', '2026-03-04 02:12:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (53, 'sms', 'emergency', 'sms', '13600000003', NULL, NULL, '{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "ab9e8a9128de386e3426172523a3e57d"}', 'sent', 1, '2026-03-04 02:12:00+00', NULL, '', '2026-03-04 02:12:00+00', '2026-03-04 02:12:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (54, 'sms', 'emergency', 'sms', '13600000004', NULL, NULL, '{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "159b5788ed7e8bbe243637f276abc0a3"}', 'sent', 1, '2026-03-04 02:12:00+00', NULL, '', '2026-03-04 02:12:00+00', '2026-03-04 02:12:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (55, 'sms', 'emergency', 'sms', '13600000005', NULL, NULL, '{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "4d2c0dd4df81b0e3714af9a8acf333df"}', 'sent', 1, '2026-03-04 02:12:00+00', NULL, '', '2026-03-04 02:12:00+00', '2026-03-04 02:12:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (56, 'sms', 'emergency', 'sms', '13600000006', NULL, NULL, '{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "aa854b9a7b53d150003e3920bd03c36e"}', 'sent', 1, '2026-03-04 02:12:00+00', NULL, '', '2026-03-04 02:12:00+00', '2026-03-04 02:12:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (57, 'sms', 'emergency', 'sms', '13600000007', NULL, NULL, '{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "05dd9e7123a19e5f79f9b8d19aa2cb72"}', 'sent', 1, '2026-03-04 02:12:00+00', NULL, '', '2026-03-04 02:12:00+00', '2026-03-04 02:12:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.outbox VALUES (58, 'message', 'normal', 'web', '93d50f695fc61c07fc4dce0633c8aacb', '002560341e60999cc3c11cb30a45fcf4', 14, '{"text": "\u662f\u54ea\u4e00\u5957\u4f4f\u623f\uff1f", "lang": "zh", "buttons": [["2\u680b1\u5355\u5143302", "fill:home=2\u680b1\u5355\u5143302@2"], ["2\u680b1\u5355\u5143303", "fill:home=2\u680b1\u5355\u5143303@2"]], "asks": "home"}', 'sent', 1, '2026-03-04 02:12:00+00', NULL, '', '2026-03-04 02:12:00+00', '2026-03-04 02:12:00+00', '527e9b2310e66bd88d908dc8e22a9721');


--
-- Data for Name: payment; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.payment VALUES ('ba7f6885a368e4ab342aec4a3bfd87a9', 'c710f3369d1734d41efd11c52d93b44d', 'aaf28de55548a9414f9b93c3f3b68d82', NULL, 51015, 'wechat', 'QH-0007', '2025-12-20 01:12:00+00', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.payment VALUES ('5f4a52c6bbe29268f875544a1855f0fb', '8976c9e32509f2ce133c3ca0f6f50b0b', 'd8e42ab66c34287749b5b4b49cfb5e90', NULL, 124000, 'cash', 'QH-0003', '2025-11-03 02:30:00+00', '527e9b2310e66bd88d908dc8e22a9721');


--
-- Data for Name: process; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: resident; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.resident VALUES ('350cdc8379e9df599a1c7dfadbba6582', 'R1', '许明远', '13700000001', '["\u6d59A7K221"]', 'zh', 41, '{}', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.resident VALUES ('97a573b28d7d143e34af2e71df2a76ef', 'R2', '方秀珍', '13700000002', '[]', 'zh', 79, '{"living_alone": true}', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.resident VALUES ('b8cd59621acf9df9433cb338cb5386d9', 'R3', 'Nora Quinn', '13700000003', '[]', 'en', 33, '{}', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.resident VALUES ('93d50f695fc61c07fc4dce0633c8aacb', 'R4', '梁思齐', '13700000004', '["\u6d59A9M650", "\u6d59AD10386"]', 'zh', 52, '{}', '527e9b2310e66bd88d908dc8e22a9721');


--
-- Data for Name: resource; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.resource VALUES ('2b0452d0780677cd7557c67a7d549900', '阅览室', '{"open": "09:00", "close": "21:00", "name_en": "Reading Room", "kind": "room", "capacity": 20, "minutes": 120}', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.resource VALUES ('6396b7feadd3f0f4a89d824aea932307', '羽毛球馆', '{"open": "08:00", "close": "22:00", "name_en": "Badminton Hall", "aliases": ["\u7403\u9986"], "kind": "court", "capacity": 4, "minutes": 60, "price": 15}', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.resource VALUES ('5ae1a7d59774170b4cd5617352b4f9e4', '露台', '{"open": "08:00", "close": "22:00"}', '527e9b2310e66bd88d908dc8e22a9721');


--
-- Data for Name: session; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.session VALUES ('60b031e49ca6bf150487776b3059901f', '0b892a43a5419fa4556de79d274ff0b5285ce2adc403f655b78cbfe23319e26b', 'resident', '350cdc8379e9df599a1c7dfadbba6582', '2026-03-04 02:13:00+00', '2026-03-04 02:13:00+00', '2026-04-03 02:13:00+00', '527e9b2310e66bd88d908dc8e22a9721');


--
-- Data for Name: slip; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.slip VALUES ('7da827cbd2968525e930188bcf21afc5', '61bd4282b717480e1d0515927567c679733d8ad7cec73967a59c130d01f5810e', '350cdc8379e9df599a1c7dfadbba6582', NULL, '', '00000000000000000000000000000000', '2026-03-04 02:13:00+00', '2026-03-04 02:43:00+00', NULL, '527e9b2310e66bd88d908dc8e22a9721');


--
-- Data for Name: staff; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.staff VALUES ('a4a3b2d719a863cd127be4e56126bec3', 'S1', '沈若兰', 'manager', 'shen.ruolan', '', '13600000001', 'zh', true, true, '[]', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.staff VALUES ('7d21abb952136ac894ba44431a595ad3', 'S2', '丁晓峰', 'dispatcher', 'ding.xiaofeng', '', '13600000002', 'zh', true, true, '[]', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.staff VALUES ('ab9e8a9128de386e3426172523a3e57d', 'S3', '鲁师傅', 'repairer', 'lu.shifu', '', '13600000003', 'zh', true, true, '["plumbing", "electrical"]', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.staff VALUES ('159b5788ed7e8bbe243637f276abc0a3', 'S4', '范建国', 'security', 'fan.jianguo', '', '13600000004', 'zh', true, true, '[]', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.staff VALUES ('4d2c0dd4df81b0e3714af9a8acf333df', 'S5', '柳青', 'grid_worker', 'liu.qing', '', '13600000005', 'zh', true, true, '[]', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.staff VALUES ('aa854b9a7b53d150003e3920bd03c36e', 'S6', '顾怀山', 'committee', 'gu.huaishan', '', '13600000006', 'zh', false, true, '[]', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.staff VALUES ('05dd9e7123a19e5f79f9b8d19aa2cb72', 'S7', '韩一帆', 'admin', 'han.yifan', '', '13600000007', 'zh', false, true, '[]', '527e9b2310e66bd88d908dc8e22a9721');


--
-- Data for Name: ticket; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.ticket VALUES ('3e07773e59b309b038f0f6ed701d1a6f', 'T-1', 'repair', 'open', 'normal', 'intercom', '', '', 'home', '门口对讲听不见声音', 'aaf28de55548a9414f9b93c3f3b68d82', '350cdc8379e9df599a1c7dfadbba6582', NULL, NULL, '', NULL, NULL, NULL, '2026-03-02 10:40:00+00', NULL, NULL, '', '{}', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.ticket VALUES ('ff0df17a153fd37bea4cce2d8b5b7cdb', 'T-2', 'repair', 'paused', 'normal', 'heating', '', 'bedroom', 'home', 'The radiator in the bedroom stays cold', 'fe2f56e6a40ab3dbb3034452b4a62058', 'b8cd59621acf9df9433cb338cb5386d9', NULL, 'ab9e8a9128de386e3426172523a3e57d', '', NULL, NULL, NULL, '2026-02-27 01:05:00+00', NULL, NULL, '', '{}', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.ticket VALUES ('f4f9614f9cdfe90f9f7b544547dd874c', 'T-3', 'repair', 'done', 'normal', 'plumbing', '', '厨房', 'home', '厨房水龙头关不紧', '86ec7ed9d0a55744a9d02ec0967a3da8', '93d50f695fc61c07fc4dce0633c8aacb', NULL, 'ab9e8a9128de386e3426172523a3e57d', '', NULL, NULL, NULL, '2026-02-25 12:10:00+00', '2026-02-25 12:10:00+00', NULL, '', '{}', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.ticket VALUES ('def4afd2c3246a45d5539836a90dbe5a', 'H-1', 'handoff', 'open', 'normal', '', '', '', '', '物业电话多少', NULL, NULL, '5bff04bc3fc20dd84a6876e751c41dd6', NULL, '', NULL, NULL, NULL, '2026-03-04 02:00:00+00', NULL, NULL, '', '{"reason": "\u7269\u4e1a\u7535\u8bdd\u591a\u5c11", "target": "", "callback": "", "position": 1}', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.ticket VALUES ('291cd7b2abe3708485e75b6029bf094f', 'T-4', 'repair', 'open', 'normal', 'plumbing', '水龙头', '厨房', 'home', '厨房漏水了，水龙头一直滴', 'aaf28de55548a9414f9b93c3f3b68d82', '350cdc8379e9df599a1c7dfadbba6582', 'f38d321eab34055fdbacd321d3fe94c0', NULL, '明天下午', '2026-03-05 04:00:00+00', '2026-03-05 10:00:00+00', NULL, '2026-03-04 02:00:00+00', NULL, NULL, '', '{"thing": "tap", "said": "\u6f0f\u6c34", "contact": "", "house": "", "unverified": false, "lang": "zh", "part": "afternoon", "clock": false}', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.ticket VALUES ('82739a6787105a0b394c354bd9e3321f', 'E-1', 'emergency', 'open', 'high', 'gas', '', '1栋1单元102，7栋2单元1103', '', '家里有煤气味', NULL, '97a573b28d7d143e34af2e71df2a76ef', '7f94f2b780af6f1da2ef0fbbdef570b9', NULL, '', NULL, NULL, NULL, '2026-03-04 02:04:00+00', NULL, NULL, '', '{"escalation": "ec4660f5ef3e07a5c691a5e2f5097209"}', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.ticket VALUES ('3b56cd733aa6e4a58d0c3d52cbd989cc', 'H-2', 'handoff', 'open', 'normal', '', '', '', '', '转人工', NULL, '97a573b28d7d143e34af2e71df2a76ef', '7f94f2b780af6f1da2ef0fbbdef570b9', NULL, '', NULL, NULL, NULL, '2026-03-04 02:06:00+00', NULL, NULL, '', '{"reason": "\u8f6c\u4eba\u5de5", "target": "front_desk", "callback": "13700000002", "position": 2}', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.ticket VALUES ('a6c67a657e7048e8b581c36cfd14ef13', 'T-5', 'repair', 'open', 'normal', 'electrical', 'light', 'bedroom', 'home', 'My bedroom light is broken', 'fe2f56e6a40ab3dbb3034452b4a62058', 'b8cd59621acf9df9433cb338cb5386d9', 'e9ec0d3f5ec87d801c501dfbf75996fc', NULL, 'any time', NULL, NULL, NULL, '2026-03-04 02:07:00+00', NULL, NULL, '', '{"thing": "light", "said": "light", "contact": "", "house": "", "unverified": false, "lang": "en"}', '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.ticket VALUES ('f87d9ca07efd72055b6e603fa16d0a29', 'T-6', 'repair', 'open', 'normal', 'public_facility', '楼道灯', '楼道', 'public', '楼道灯不亮了', '86ec7ed9d0a55744a9d02ec0967a3da8', '93d50f695fc61c07fc4dce0633c8aacb', '002560341e60999cc3c11cb30a45fcf4', NULL, '', NULL, NULL, NULL, '2026-03-04 02:10:00+00', NULL, NULL, '', '{"thing": "corridor_light", "said": "\u697c\u9053\u706f", "contact": "", "house": "", "unverified": false, "lang": "zh"}', '527e9b2310e66bd88d908dc8e22a9721');


--
-- Data for Name: ticket_entry; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.ticket_entry VALUES ('c2d3ee498ab5ce98bbd9881efecbf763', 'def4afd2c3246a45d5539836a90dbe5a', '2026-03-04 02:00:00+00', 'resident', NULL, 'text', '物业电话多少', NULL, false, '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.ticket_entry VALUES ('1a7ffbfeffa26d994a03fc578cecf200', '291cd7b2abe3708485e75b6029bf094f', '2026-03-04 02:01:00+00', 'resident', '350cdc8379e9df599a1c7dfadbba6582', 'text', '方便上门：明天（3月5日）下午', NULL, true, '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.ticket_entry VALUES ('c772878525a7d3371ca3016d963f1e13', '82739a6787105a0b394c354bd9e3321f', '2026-03-04 02:04:00+00', 'resident', NULL, 'text', '家里有煤气味', NULL, false, '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.ticket_entry VALUES ('2bde0afcc418ac5b5e7b8c9e4a86de7f', '82739a6787105a0b394c354bd9e3321f', '2026-03-04 02:04:00.000001+00', 'assistant', NULL, 'status', '第1级呼叫：丁晓峰、范建国', NULL, false, '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.ticket_entry VALUES ('305ba7d648e34533d416d9caba2e7117', '82739a6787105a0b394c354bd9e3321f', '2026-03-04 02:05:00+00', 'assistant', NULL, 'status', '第2级呼叫：沈若兰、丁晓峰、鲁师傅、范建国、柳青', NULL, false, '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.ticket_entry VALUES ('6d01d92563e635329046c2e554bb0e6b', '82739a6787105a0b394c354bd9e3321f', '2026-03-04 02:05:00+00', 'resident', NULL, 'text', '7栋2单元1103', NULL, false, '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.ticket_entry VALUES ('9cfb7fe0e2a5491b9ec87cffa8ffd6b7', '82739a6787105a0b394c354bd9e3321f', '2026-03-04 02:05:00.000001+00', 'resident', NULL, 'text', '7栋2单元1103', NULL, false, '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.ticket_entry VALUES ('2821a325f112a82a1d8d73cc259cdff4', '82739a6787105a0b394c354bd9e3321f', '2026-03-04 02:06:00+00', 'assistant', NULL, 'status', '第3级呼叫：沈若兰、丁晓峰、鲁师傅、范建国、柳青、顾怀山、韩一帆', NULL, false, '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.ticket_entry VALUES ('705b52098ae9ba3193b04fab056991c1', '3b56cd733aa6e4a58d0c3d52cbd989cc', '2026-03-04 02:06:00+00', 'resident', NULL, 'text', '转人工', NULL, false, '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.ticket_entry VALUES ('63c8b92eb9c0f3fbdac596c51acbad26', '82739a6787105a0b394c354bd9e3321f', '2026-03-04 02:08:00+00', 'assistant', NULL, 'status', '第3级呼叫：沈若兰、丁晓峰、鲁师傅、范建国、柳青、顾怀山、韩一帆', NULL, false, '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.ticket_entry VALUES ('30c6c1d698476448a2945fcd9c15f648', 'a6c67a657e7048e8b581c36cfd14ef13', '2026-03-04 02:08:00+00', 'resident', 'b8cd59621acf9df9433cb338cb5386d9', 'text', '方便上门：any time', NULL, true, '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.ticket_entry VALUES ('97e1bdc4e6b8ec5a7c2f1b7eee1728dc', '82739a6787105a0b394c354bd9e3321f', '2026-03-04 02:10:00+00', 'assistant', NULL, 'status', '第3级呼叫：沈若兰、丁晓峰、鲁师傅、范建国、柳青、顾怀山、韩一帆', NULL, false, '527e9b2310e66bd88d908dc8e22a9721');
INSERT INTO public.ticket_entry VALUES ('e365f77ee3586a91388d5bc7dfba251c', '82739a6787105a0b394c354bd9e3321f', '2026-03-04 02:12:00+00', 'assistant', NULL, 'status', '第3级呼叫：沈若兰、丁晓峰、鲁师傅、范建国、柳青、顾怀山、韩一帆', NULL, false, '527e9b2310e66bd88d908dc8e22a9721');


--
-- Data for Name: upload; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: version_core; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.version_core VALUES ('0004');


--
-- Data for Name: version_emergencies; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.version_emergencies VALUES ('0001');


--
-- Data for Name: version_notices; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.version_notices VALUES ('notices_0001');


--
-- Data for Name: wrong_try; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.wrong_try VALUES ('0b345597092c06de50f5f8f5c659bba0', 'web', 'stranger', 1, '2026-03-04 02:13:00+00', '527e9b2310e66bd88d908dc8e22a9721');


--
-- Name: inbox_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.inbox_id_seq', 14, true);


--
-- Name: job_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.job_id_seq', 6, true);


--
-- Name: outbox_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.outbox_id_seq', 58, true);


--
-- Name: account pk_account; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account
    ADD CONSTRAINT pk_account PRIMARY KEY (id);


--
-- Name: api_delivery pk_api_delivery; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_delivery
    ADD CONSTRAINT pk_api_delivery PRIMARY KEY (id);


--
-- Name: api_key pk_api_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_key
    ADD CONSTRAINT pk_api_key PRIMARY KEY (id);


--
-- Name: building pk_building; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.building
    ADD CONSTRAINT pk_building PRIMARY KEY (id);


--
-- Name: charge pk_charge; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.charge
    ADD CONSTRAINT pk_charge PRIMARY KEY (id);


--
-- Name: community pk_community; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.community
    ADD CONSTRAINT pk_community PRIMARY KEY (id);


--
-- Name: conversation pk_conversation; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.conversation
    ADD CONSTRAINT pk_conversation PRIMARY KEY (id);


--
-- Name: counter pk_counter; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.counter
    ADD CONSTRAINT pk_counter PRIMARY KEY (id);


--
-- Name: desk_access pk_desk_access; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.desk_access
    ADD CONSTRAINT pk_desk_access PRIMARY KEY (id);


--
-- Name: device pk_device; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.device
    ADD CONSTRAINT pk_device PRIMARY KEY (id);


--
-- Name: emergencies_escalation pk_emergencies_escalation; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.emergencies_escalation
    ADD CONSTRAINT pk_emergencies_escalation PRIMARY KEY (id);


--
-- Name: finding pk_finding; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.finding
    ADD CONSTRAINT pk_finding PRIMARY KEY (id);


--
-- Name: held pk_held; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.held
    ADD CONSTRAINT pk_held PRIMARY KEY (id);


--
-- Name: home pk_home; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.home
    ADD CONSTRAINT pk_home PRIMARY KEY (id);


--
-- Name: inbox pk_inbox; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inbox
    ADD CONSTRAINT pk_inbox PRIMARY KEY (id);


--
-- Name: job pk_job; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.job
    ADD CONSTRAINT pk_job PRIMARY KEY (id);


--
-- Name: lift pk_lift; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lift
    ADD CONSTRAINT pk_lift PRIMARY KEY (id);


--
-- Name: notices_notice pk_notices_notice; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notices_notice
    ADD CONSTRAINT pk_notices_notice PRIMARY KEY (id);


--
-- Name: occupancy pk_occupancy; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.occupancy
    ADD CONSTRAINT pk_occupancy PRIMARY KEY (id);


--
-- Name: outbox pk_outbox; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT pk_outbox PRIMARY KEY (id);


--
-- Name: payment pk_payment; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payment
    ADD CONSTRAINT pk_payment PRIMARY KEY (id);


--
-- Name: process pk_process; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.process
    ADD CONSTRAINT pk_process PRIMARY KEY (id);


--
-- Name: resident pk_resident; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resident
    ADD CONSTRAINT pk_resident PRIMARY KEY (id);


--
-- Name: resource pk_resource; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resource
    ADD CONSTRAINT pk_resource PRIMARY KEY (id);


--
-- Name: session pk_session; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.session
    ADD CONSTRAINT pk_session PRIMARY KEY (id);


--
-- Name: slip pk_slip; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.slip
    ADD CONSTRAINT pk_slip PRIMARY KEY (id);


--
-- Name: staff pk_staff; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.staff
    ADD CONSTRAINT pk_staff PRIMARY KEY (id);


--
-- Name: ticket pk_ticket; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ticket
    ADD CONSTRAINT pk_ticket PRIMARY KEY (id);


--
-- Name: ticket_entry pk_ticket_entry; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ticket_entry
    ADD CONSTRAINT pk_ticket_entry PRIMARY KEY (id);


--
-- Name: upload pk_upload; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.upload
    ADD CONSTRAINT pk_upload PRIMARY KEY (id);


--
-- Name: wrong_try pk_wrong_try; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wrong_try
    ADD CONSTRAINT pk_wrong_try PRIMARY KEY (id);


--
-- Name: account uq_account_channel_address; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account
    ADD CONSTRAINT uq_account_channel_address UNIQUE (channel, address);


--
-- Name: api_delivery uq_api_delivery_key_id_number; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_delivery
    ADD CONSTRAINT uq_api_delivery_key_id_number UNIQUE (key_id, number);


--
-- Name: api_delivery uq_api_delivery_outbox_id; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_delivery
    ADD CONSTRAINT uq_api_delivery_outbox_id UNIQUE (outbox_id);


--
-- Name: api_key uq_api_key_secret_hash; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_key
    ADD CONSTRAINT uq_api_key_secret_hash UNIQUE (secret_hash);


--
-- Name: building uq_building_community_id_name; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.building
    ADD CONSTRAINT uq_building_community_id_name UNIQUE (community_id, name);


--
-- Name: charge uq_charge_community_id_home_id_fee_period; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.charge
    ADD CONSTRAINT uq_charge_community_id_home_id_fee_period UNIQUE (community_id, home_id, fee, period);


--
-- Name: community uq_community_name; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.community
    ADD CONSTRAINT uq_community_name UNIQUE (name);


--
-- Name: conversation uq_conversation_channel_thread; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.conversation
    ADD CONSTRAINT uq_conversation_channel_thread UNIQUE (channel, thread);


--
-- Name: counter uq_counter_community_id_name; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.counter
    ADD CONSTRAINT uq_counter_community_id_name UNIQUE (community_id, name);


--
-- Name: device uq_device_community_id_home_id_name; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.device
    ADD CONSTRAINT uq_device_community_id_home_id_name UNIQUE (community_id, home_id, name);


--
-- Name: finding uq_finding_open_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.finding
    ADD CONSTRAINT uq_finding_open_key UNIQUE (open_key);


--
-- Name: held uq_held_community_id_kind_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.held
    ADD CONSTRAINT uq_held_community_id_kind_key UNIQUE (community_id, kind, key);


--
-- Name: home uq_home_community_id_name; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.home
    ADD CONSTRAINT uq_home_community_id_name UNIQUE (community_id, name);


--
-- Name: inbox uq_inbox_channel_update_id; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inbox
    ADD CONSTRAINT uq_inbox_channel_update_id UNIQUE (channel, update_id);


--
-- Name: job uq_job_community_id_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.job
    ADD CONSTRAINT uq_job_community_id_name_key UNIQUE (community_id, name, key);


--
-- Name: lift uq_lift_community_id_building_id_unit_name; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lift
    ADD CONSTRAINT uq_lift_community_id_building_id_unit_name UNIQUE (community_id, building_id, unit, name);


--
-- Name: occupancy uq_occupancy_resident_id_home_id_role; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.occupancy
    ADD CONSTRAINT uq_occupancy_resident_id_home_id_role UNIQUE (resident_id, home_id, role);


--
-- Name: payment uq_payment_charge_id; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payment
    ADD CONSTRAINT uq_payment_charge_id UNIQUE (charge_id);


--
-- Name: payment uq_payment_community_id_receipt; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payment
    ADD CONSTRAINT uq_payment_community_id_receipt UNIQUE (community_id, receipt);


--
-- Name: resident uq_resident_community_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resident
    ADD CONSTRAINT uq_resident_community_id_key UNIQUE (community_id, key);


--
-- Name: resource uq_resource_community_id_name; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resource
    ADD CONSTRAINT uq_resource_community_id_name UNIQUE (community_id, name);


--
-- Name: session uq_session_token_hash; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.session
    ADD CONSTRAINT uq_session_token_hash UNIQUE (token_hash);


--
-- Name: slip uq_slip_code_hash; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.slip
    ADD CONSTRAINT uq_slip_code_hash UNIQUE (code_hash);


--
-- Name: staff uq_staff_community_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.staff
    ADD CONSTRAINT uq_staff_community_id_key UNIQUE (community_id, key);


--
-- Name: staff uq_staff_login; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.staff
    ADD CONSTRAINT uq_staff_login UNIQUE (login);


--
-- Name: ticket uq_ticket_community_id_number; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ticket
    ADD CONSTRAINT uq_ticket_community_id_number UNIQUE (community_id, number);


--
-- Name: wrong_try uq_wrong_try_channel_address; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wrong_try
    ADD CONSTRAINT uq_wrong_try_channel_address UNIQUE (channel, address);


--
-- Name: version_core version_core_pkc; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_core
    ADD CONSTRAINT version_core_pkc PRIMARY KEY (version_num);


--
-- Name: version_emergencies version_emergencies_pkc; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_emergencies
    ADD CONSTRAINT version_emergencies_pkc PRIMARY KEY (version_num);


--
-- Name: version_notices version_notices_pkc; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_notices
    ADD CONSTRAINT version_notices_pkc PRIMARY KEY (version_num);


--
-- Name: ix_account_community_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_account_community_id ON public.account USING btree (community_id);


--
-- Name: ix_account_resident_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_account_resident_id ON public.account USING btree (resident_id);


--
-- Name: ix_api_delivery_community_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_api_delivery_community_id ON public.api_delivery USING btree (community_id);


--
-- Name: ix_api_delivery_thread; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_api_delivery_thread ON public.api_delivery USING btree (key_id, thread, number);


--
-- Name: ix_api_key_community_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_api_key_community_id ON public.api_key USING btree (community_id);


--
-- Name: ix_api_key_staff; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_api_key_staff ON public.api_key USING btree (staff_id);


--
-- Name: ix_building_community_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_building_community_id ON public.building USING btree (community_id);


--
-- Name: ix_charge_community_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_charge_community_id ON public.charge USING btree (community_id);


--
-- Name: ix_charge_home_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_charge_home_id ON public.charge USING btree (home_id);


--
-- Name: ix_conversation_community_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_conversation_community_id ON public.conversation USING btree (community_id);


--
-- Name: ix_conversation_resident; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_conversation_resident ON public.conversation USING btree (resident_id, updated_at);


--
-- Name: ix_counter_community_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_counter_community_id ON public.counter USING btree (community_id);


--
-- Name: ix_desk_access_community_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_desk_access_community_id ON public.desk_access USING btree (community_id);


--
-- Name: ix_desk_access_resident; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_desk_access_resident ON public.desk_access USING btree (resident_id, at);


--
-- Name: ix_desk_access_staff; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_desk_access_staff ON public.desk_access USING btree (staff_id, resident_id, at);


--
-- Name: ix_device_community_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_device_community_id ON public.device USING btree (community_id);


--
-- Name: ix_device_home_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_device_home_id ON public.device USING btree (home_id);


--
-- Name: ix_emergencies_escalation_community_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_emergencies_escalation_community_id ON public.emergencies_escalation USING btree (community_id);


--
-- Name: ix_emergencies_escalation_conversation_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_emergencies_escalation_conversation_id ON public.emergencies_escalation USING btree (conversation_id);


--
-- Name: ix_emergencies_escalation_open; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_emergencies_escalation_open ON public.emergencies_escalation USING btree (community_id, status, created_at);


--
-- Name: ix_emergencies_escalation_resident_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_emergencies_escalation_resident_id ON public.emergencies_escalation USING btree (resident_id);


--
-- Name: ix_emergencies_escalation_ticket_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_emergencies_escalation_ticket_id ON public.emergencies_escalation USING btree (ticket_id);


--
-- Name: ix_finding_community_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_finding_community_id ON public.finding USING btree (community_id);


--
-- Name: ix_finding_open; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_finding_open ON public.finding USING btree (community_id, closed_at);


--
-- Name: ix_held_community_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_held_community_id ON public.held USING btree (community_id);


--
-- Name: ix_home_building_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_home_building_id ON public.home USING btree (building_id);


--
-- Name: ix_home_community_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_home_community_id ON public.home USING btree (community_id);


--
-- Name: ix_inbox_community_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_inbox_community_id ON public.inbox USING btree (community_id);


--
-- Name: ix_inbox_history; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_inbox_history ON public.inbox USING btree (conversation_id, id);


--
-- Name: ix_inbox_pending; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_inbox_pending ON public.inbox USING btree (state, conversation_id, id);


--
-- Name: ix_job_community_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_job_community_id ON public.job USING btree (community_id);


--
-- Name: ix_job_due; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_job_due ON public.job USING btree (state, due);


--
-- Name: ix_lift_building_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_lift_building_id ON public.lift USING btree (building_id);


--
-- Name: ix_lift_community_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_lift_community_id ON public.lift USING btree (community_id);


--
-- Name: ix_notices_notice_community_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_notices_notice_community_id ON public.notices_notice USING btree (community_id);


--
-- Name: ix_occupancy_community_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_occupancy_community_id ON public.occupancy USING btree (community_id);


--
-- Name: ix_occupancy_home_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_occupancy_home_id ON public.occupancy USING btree (home_id);


--
-- Name: ix_occupancy_resident_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_occupancy_resident_id ON public.occupancy USING btree (resident_id);


--
-- Name: ix_outbox_community_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_outbox_community_id ON public.outbox USING btree (community_id);


--
-- Name: ix_outbox_due; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_outbox_due ON public.outbox USING btree (state, lane, id);


--
-- Name: ix_outbox_history; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_outbox_history ON public.outbox USING btree (conversation_id, id);


--
-- Name: ix_outbox_thread; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_outbox_thread ON public.outbox USING btree (channel, thread, state, id);


--
-- Name: ix_payment_community_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_payment_community_id ON public.payment USING btree (community_id);


--
-- Name: ix_payment_home_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_payment_home_id ON public.payment USING btree (home_id);


--
-- Name: ix_process_seen; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_process_seen ON public.process USING btree (ended_at, seen_at);


--
-- Name: ix_resident_community_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_resident_community_id ON public.resident USING btree (community_id);


--
-- Name: ix_resource_community_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_resource_community_id ON public.resource USING btree (community_id);


--
-- Name: ix_session_community_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_session_community_id ON public.session USING btree (community_id);


--
-- Name: ix_session_person; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_session_person ON public.session USING btree (person_id);


--
-- Name: ix_slip_community_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_slip_community_id ON public.slip USING btree (community_id);


--
-- Name: ix_slip_resident_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_slip_resident_id ON public.slip USING btree (resident_id);


--
-- Name: ix_staff_community_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_staff_community_id ON public.staff USING btree (community_id);


--
-- Name: ix_ticket_assignee_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_ticket_assignee_id ON public.ticket USING btree (assignee_id);


--
-- Name: ix_ticket_community_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_ticket_community_id ON public.ticket USING btree (community_id);


--
-- Name: ix_ticket_conversation_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_ticket_conversation_id ON public.ticket USING btree (conversation_id);


--
-- Name: ix_ticket_entry_community_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_ticket_entry_community_id ON public.ticket_entry USING btree (community_id);


--
-- Name: ix_ticket_entry_ticket_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_ticket_entry_ticket_id ON public.ticket_entry USING btree (ticket_id);


--
-- Name: ix_ticket_home_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_ticket_home_id ON public.ticket USING btree (home_id);


--
-- Name: ix_ticket_open; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_ticket_open ON public.ticket USING btree (community_id, status, created_at);


--
-- Name: ix_ticket_resident_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_ticket_resident_id ON public.ticket USING btree (resident_id);


--
-- Name: ix_upload_community_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_upload_community_id ON public.upload USING btree (community_id);


--
-- Name: ix_upload_created; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_upload_created ON public.upload USING btree (created_at);


--
-- Name: ix_upload_thread; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_upload_thread ON public.upload USING btree (channel, thread);


--
-- Name: ix_wrong_try_community_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_wrong_try_community_id ON public.wrong_try USING btree (community_id);


--
-- Name: account fk_account_community_id_community; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account
    ADD CONSTRAINT fk_account_community_id_community FOREIGN KEY (community_id) REFERENCES public.community(id);


--
-- Name: account fk_account_resident_id_resident; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account
    ADD CONSTRAINT fk_account_resident_id_resident FOREIGN KEY (resident_id) REFERENCES public.resident(id);


--
-- Name: api_delivery fk_api_delivery_community_id_community; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_delivery
    ADD CONSTRAINT fk_api_delivery_community_id_community FOREIGN KEY (community_id) REFERENCES public.community(id);


--
-- Name: api_delivery fk_api_delivery_key_id_api_key; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_delivery
    ADD CONSTRAINT fk_api_delivery_key_id_api_key FOREIGN KEY (key_id) REFERENCES public.api_key(id);


--
-- Name: api_delivery fk_api_delivery_outbox_id_outbox; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_delivery
    ADD CONSTRAINT fk_api_delivery_outbox_id_outbox FOREIGN KEY (outbox_id) REFERENCES public.outbox(id) ON DELETE CASCADE;


--
-- Name: api_key fk_api_key_community_id_community; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_key
    ADD CONSTRAINT fk_api_key_community_id_community FOREIGN KEY (community_id) REFERENCES public.community(id);


--
-- Name: api_key fk_api_key_staff_id_staff; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_key
    ADD CONSTRAINT fk_api_key_staff_id_staff FOREIGN KEY (staff_id) REFERENCES public.staff(id);


--
-- Name: building fk_building_community_id_community; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.building
    ADD CONSTRAINT fk_building_community_id_community FOREIGN KEY (community_id) REFERENCES public.community(id);


--
-- Name: charge fk_charge_community_id_community; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.charge
    ADD CONSTRAINT fk_charge_community_id_community FOREIGN KEY (community_id) REFERENCES public.community(id);


--
-- Name: charge fk_charge_home_id_home; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.charge
    ADD CONSTRAINT fk_charge_home_id_home FOREIGN KEY (home_id) REFERENCES public.home(id);


--
-- Name: conversation fk_conversation_community_id_community; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.conversation
    ADD CONSTRAINT fk_conversation_community_id_community FOREIGN KEY (community_id) REFERENCES public.community(id);


--
-- Name: conversation fk_conversation_owner_id_staff; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.conversation
    ADD CONSTRAINT fk_conversation_owner_id_staff FOREIGN KEY (owner_id) REFERENCES public.staff(id);


--
-- Name: conversation fk_conversation_resident_id_resident; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.conversation
    ADD CONSTRAINT fk_conversation_resident_id_resident FOREIGN KEY (resident_id) REFERENCES public.resident(id);


--
-- Name: conversation fk_conversation_ticket_id_ticket; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.conversation
    ADD CONSTRAINT fk_conversation_ticket_id_ticket FOREIGN KEY (ticket_id) REFERENCES public.ticket(id) ON DELETE SET NULL;


--
-- Name: counter fk_counter_community_id_community; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.counter
    ADD CONSTRAINT fk_counter_community_id_community FOREIGN KEY (community_id) REFERENCES public.community(id);


--
-- Name: desk_access fk_desk_access_community_id_community; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.desk_access
    ADD CONSTRAINT fk_desk_access_community_id_community FOREIGN KEY (community_id) REFERENCES public.community(id);


--
-- Name: desk_access fk_desk_access_resident_id_resident; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.desk_access
    ADD CONSTRAINT fk_desk_access_resident_id_resident FOREIGN KEY (resident_id) REFERENCES public.resident(id);


--
-- Name: desk_access fk_desk_access_staff_id_staff; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.desk_access
    ADD CONSTRAINT fk_desk_access_staff_id_staff FOREIGN KEY (staff_id) REFERENCES public.staff(id);


--
-- Name: device fk_device_community_id_community; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.device
    ADD CONSTRAINT fk_device_community_id_community FOREIGN KEY (community_id) REFERENCES public.community(id);


--
-- Name: device fk_device_home_id_home; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.device
    ADD CONSTRAINT fk_device_home_id_home FOREIGN KEY (home_id) REFERENCES public.home(id);


--
-- Name: emergencies_escalation fk_emergencies_escalation_acknowledged_by_staff; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.emergencies_escalation
    ADD CONSTRAINT fk_emergencies_escalation_acknowledged_by_staff FOREIGN KEY (acknowledged_by) REFERENCES public.staff(id);


--
-- Name: emergencies_escalation fk_emergencies_escalation_community_id_community; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.emergencies_escalation
    ADD CONSTRAINT fk_emergencies_escalation_community_id_community FOREIGN KEY (community_id) REFERENCES public.community(id);


--
-- Name: emergencies_escalation fk_emergencies_escalation_resident_id_resident; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.emergencies_escalation
    ADD CONSTRAINT fk_emergencies_escalation_resident_id_resident FOREIGN KEY (resident_id) REFERENCES public.resident(id);


--
-- Name: emergencies_escalation fk_emergencies_escalation_ticket_id_ticket; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.emergencies_escalation
    ADD CONSTRAINT fk_emergencies_escalation_ticket_id_ticket FOREIGN KEY (ticket_id) REFERENCES public.ticket(id) ON DELETE SET NULL;


--
-- Name: finding fk_finding_community_id_community; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.finding
    ADD CONSTRAINT fk_finding_community_id_community FOREIGN KEY (community_id) REFERENCES public.community(id);


--
-- Name: held fk_held_community_id_community; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.held
    ADD CONSTRAINT fk_held_community_id_community FOREIGN KEY (community_id) REFERENCES public.community(id);


--
-- Name: home fk_home_building_id_building; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.home
    ADD CONSTRAINT fk_home_building_id_building FOREIGN KEY (building_id) REFERENCES public.building(id);


--
-- Name: home fk_home_community_id_community; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.home
    ADD CONSTRAINT fk_home_community_id_community FOREIGN KEY (community_id) REFERENCES public.community(id);


--
-- Name: inbox fk_inbox_community_id_community; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inbox
    ADD CONSTRAINT fk_inbox_community_id_community FOREIGN KEY (community_id) REFERENCES public.community(id);


--
-- Name: inbox fk_inbox_conversation_id_conversation; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inbox
    ADD CONSTRAINT fk_inbox_conversation_id_conversation FOREIGN KEY (conversation_id) REFERENCES public.conversation(id);


--
-- Name: job fk_job_community_id_community; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.job
    ADD CONSTRAINT fk_job_community_id_community FOREIGN KEY (community_id) REFERENCES public.community(id);


--
-- Name: lift fk_lift_building_id_building; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lift
    ADD CONSTRAINT fk_lift_building_id_building FOREIGN KEY (building_id) REFERENCES public.building(id);


--
-- Name: lift fk_lift_community_id_community; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lift
    ADD CONSTRAINT fk_lift_community_id_community FOREIGN KEY (community_id) REFERENCES public.community(id);


--
-- Name: notices_notice fk_notices_notice_community_id_community; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notices_notice
    ADD CONSTRAINT fk_notices_notice_community_id_community FOREIGN KEY (community_id) REFERENCES public.community(id);


--
-- Name: occupancy fk_occupancy_community_id_community; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.occupancy
    ADD CONSTRAINT fk_occupancy_community_id_community FOREIGN KEY (community_id) REFERENCES public.community(id);


--
-- Name: occupancy fk_occupancy_home_id_home; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.occupancy
    ADD CONSTRAINT fk_occupancy_home_id_home FOREIGN KEY (home_id) REFERENCES public.home(id);


--
-- Name: occupancy fk_occupancy_resident_id_resident; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.occupancy
    ADD CONSTRAINT fk_occupancy_resident_id_resident FOREIGN KEY (resident_id) REFERENCES public.resident(id);


--
-- Name: outbox fk_outbox_community_id_community; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT fk_outbox_community_id_community FOREIGN KEY (community_id) REFERENCES public.community(id);


--
-- Name: outbox fk_outbox_conversation_id_conversation; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT fk_outbox_conversation_id_conversation FOREIGN KEY (conversation_id) REFERENCES public.conversation(id);


--
-- Name: payment fk_payment_charge_id_charge; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payment
    ADD CONSTRAINT fk_payment_charge_id_charge FOREIGN KEY (charge_id) REFERENCES public.charge(id);


--
-- Name: payment fk_payment_community_id_community; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payment
    ADD CONSTRAINT fk_payment_community_id_community FOREIGN KEY (community_id) REFERENCES public.community(id);


--
-- Name: payment fk_payment_home_id_home; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payment
    ADD CONSTRAINT fk_payment_home_id_home FOREIGN KEY (home_id) REFERENCES public.home(id);


--
-- Name: payment fk_payment_resident_id_resident; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payment
    ADD CONSTRAINT fk_payment_resident_id_resident FOREIGN KEY (resident_id) REFERENCES public.resident(id);


--
-- Name: resident fk_resident_community_id_community; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resident
    ADD CONSTRAINT fk_resident_community_id_community FOREIGN KEY (community_id) REFERENCES public.community(id);


--
-- Name: resource fk_resource_community_id_community; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resource
    ADD CONSTRAINT fk_resource_community_id_community FOREIGN KEY (community_id) REFERENCES public.community(id);


--
-- Name: session fk_session_community_id_community; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.session
    ADD CONSTRAINT fk_session_community_id_community FOREIGN KEY (community_id) REFERENCES public.community(id);


--
-- Name: slip fk_slip_community_id_community; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.slip
    ADD CONSTRAINT fk_slip_community_id_community FOREIGN KEY (community_id) REFERENCES public.community(id);


--
-- Name: slip fk_slip_home_id_home; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.slip
    ADD CONSTRAINT fk_slip_home_id_home FOREIGN KEY (home_id) REFERENCES public.home(id);


--
-- Name: slip fk_slip_resident_id_resident; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.slip
    ADD CONSTRAINT fk_slip_resident_id_resident FOREIGN KEY (resident_id) REFERENCES public.resident(id);


--
-- Name: staff fk_staff_community_id_community; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.staff
    ADD CONSTRAINT fk_staff_community_id_community FOREIGN KEY (community_id) REFERENCES public.community(id);


--
-- Name: ticket fk_ticket_assignee_id_staff; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ticket
    ADD CONSTRAINT fk_ticket_assignee_id_staff FOREIGN KEY (assignee_id) REFERENCES public.staff(id);


--
-- Name: ticket fk_ticket_community_id_community; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ticket
    ADD CONSTRAINT fk_ticket_community_id_community FOREIGN KEY (community_id) REFERENCES public.community(id);


--
-- Name: ticket_entry fk_ticket_entry_community_id_community; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ticket_entry
    ADD CONSTRAINT fk_ticket_entry_community_id_community FOREIGN KEY (community_id) REFERENCES public.community(id);


--
-- Name: ticket_entry fk_ticket_entry_ticket_id_ticket; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ticket_entry
    ADD CONSTRAINT fk_ticket_entry_ticket_id_ticket FOREIGN KEY (ticket_id) REFERENCES public.ticket(id) ON DELETE CASCADE;


--
-- Name: ticket fk_ticket_home_id_home; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ticket
    ADD CONSTRAINT fk_ticket_home_id_home FOREIGN KEY (home_id) REFERENCES public.home(id);


--
-- Name: ticket fk_ticket_resident_id_resident; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ticket
    ADD CONSTRAINT fk_ticket_resident_id_resident FOREIGN KEY (resident_id) REFERENCES public.resident(id);


--
-- Name: upload fk_upload_community_id_community; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.upload
    ADD CONSTRAINT fk_upload_community_id_community FOREIGN KEY (community_id) REFERENCES public.community(id);


--
-- Name: wrong_try fk_wrong_try_community_id_community; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wrong_try
    ADD CONSTRAINT fk_wrong_try_community_id_community FOREIGN KEY (community_id) REFERENCES public.community(id);


--
-- PostgreSQL database dump complete
--


