-- The database that commit 83827af makes; written by make.py
BEGIN TRANSACTION;
CREATE TABLE account (
	id VARCHAR(32) NOT NULL, 
	channel VARCHAR(20) NOT NULL, 
	address VARCHAR(120) NOT NULL, 
	resident_id VARCHAR(32), 
	created_at DATETIME NOT NULL, 
	community_id VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_account PRIMARY KEY (id), 
	CONSTRAINT fk_account_community_id_community FOREIGN KEY(community_id) REFERENCES community (id), 
	CONSTRAINT fk_account_resident_id_resident FOREIGN KEY(resident_id) REFERENCES resident (id), 
	CONSTRAINT uq_account_channel_address UNIQUE (channel, address)
);
INSERT INTO "account" VALUES('580511625f4e412b5c3a75aea178d89c','web','11aba65886f7bc47c0875d1e62b84e5a','11aba65886f7bc47c0875d1e62b84e5a','2026-03-04 02:00:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "account" VALUES('c61808b6085c10382c63174488eddfab','web','48fe2c89203738636776f2c1057036a9','48fe2c89203738636776f2c1057036a9','2026-03-04 02:04:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "account" VALUES('9c576643168aca0e5fc2c3065973fefe','web','cd5f2d0ee40eecce5cd5871518fbf5a9','cd5f2d0ee40eecce5cd5871518fbf5a9','2026-03-04 02:07:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "account" VALUES('13490f65d47ad6d42909ab6c88977a0d','web','755f311ca6d114dadc80a1ab36665768','755f311ca6d114dadc80a1ab36665768','2026-03-04 02:10:00.000000','f902f4237fa1bbc7afb825324662784a');
CREATE TABLE api_delivery (
	id VARCHAR(32) NOT NULL, 
	key_id VARCHAR(32) NOT NULL, 
	number INTEGER NOT NULL, 
	outbox_id INTEGER NOT NULL, 
	thread VARCHAR(120) NOT NULL, 
	at DATETIME NOT NULL, 
	community_id VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_api_delivery PRIMARY KEY (id), 
	CONSTRAINT fk_api_delivery_community_id_community FOREIGN KEY(community_id) REFERENCES community (id), 
	CONSTRAINT fk_api_delivery_key_id_api_key FOREIGN KEY(key_id) REFERENCES api_key (id), 
	CONSTRAINT fk_api_delivery_outbox_id_outbox FOREIGN KEY(outbox_id) REFERENCES outbox (id) ON DELETE CASCADE, 
	CONSTRAINT uq_api_delivery_key_id_number UNIQUE (key_id, number), 
	CONSTRAINT uq_api_delivery_outbox_id UNIQUE (outbox_id)
);
CREATE TABLE api_key (
	id VARCHAR(32) NOT NULL, 
	kind VARCHAR(10) NOT NULL, 
	label VARCHAR(40) NOT NULL, 
	staff_id VARCHAR(32), 
	secret_hash VARCHAR(64) NOT NULL, 
	last INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	revoked_at DATETIME, 
	used_at DATETIME, 
	community_id VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_api_key PRIMARY KEY (id), 
	CONSTRAINT fk_api_key_community_id_community FOREIGN KEY(community_id) REFERENCES community (id), 
	CONSTRAINT fk_api_key_staff_id_staff FOREIGN KEY(staff_id) REFERENCES staff (id), 
	CONSTRAINT uq_api_key_secret_hash UNIQUE (secret_hash)
);
INSERT INTO "api_key" VALUES('390385327a57e0fe6c4fd70beb37dd1c','channel','gateway',NULL,'84f55b2b64a9775ec1e52e145be33be2e8feded7fdb6b098db3d15b01a3c3f69',0,'2026-03-04 02:13:00.000000','2027-03-04 02:13:00.000000',NULL,NULL,'f902f4237fa1bbc7afb825324662784a');
CREATE TABLE building (
	id VARCHAR(32) NOT NULL, 
	name VARCHAR(40) NOT NULL, 
	community_id VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_building PRIMARY KEY (id), 
	CONSTRAINT fk_building_community_id_community FOREIGN KEY(community_id) REFERENCES community (id), 
	CONSTRAINT uq_building_community_id_name UNIQUE (community_id, name)
);
INSERT INTO "building" VALUES('aa346b625fe90f139d03a99b975a53bb','1栋','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "building" VALUES('87f58aa9f159f159bbc0f14eb9537972','2栋','f902f4237fa1bbc7afb825324662784a');
CREATE TABLE charge (
	id VARCHAR(32) NOT NULL, 
	home_id VARCHAR(32) NOT NULL, 
	fee VARCHAR(30) NOT NULL, 
	period VARCHAR(20) NOT NULL, 
	amount INTEGER NOT NULL, 
	status VARCHAR(12) NOT NULL, 
	due DATE, 
	basis VARCHAR(200) NOT NULL, 
	basis_en VARCHAR(200) NOT NULL, 
	community_id VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_charge PRIMARY KEY (id), 
	CONSTRAINT fk_charge_community_id_community FOREIGN KEY(community_id) REFERENCES community (id), 
	CONSTRAINT fk_charge_home_id_home FOREIGN KEY(home_id) REFERENCES home (id), 
	CONSTRAINT uq_charge_community_id_home_id_fee_period UNIQUE (community_id, home_id, fee, period)
);
INSERT INTO "charge" VALUES('ae183550e901b196e3e14a69d1384d3f','a52f8375d8c77b6502a7a6aecb2a5bed','property','2025Q4',51015,'paid','2025-12-31','89.5 m² × 1.90 元 × 3 个月','89.5 m² × 1.90 yuan × 3 months','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "charge" VALUES('918023ef2c0063c04a9dfbdd1719492a','a52f8375d8c77b6502a7a6aecb2a5bed','property','2026Q1',51015,'unpaid','2026-03-31','89.5 m² × 1.90 元 × 3 个月','89.5 m² × 1.90 yuan × 3 months','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "charge" VALUES('ce894e99ab3025d135ee9e74006e6d54','a52f8375d8c77b6502a7a6aecb2a5bed','water','2026-02',4725,'unpaid','2026-03-15','15 吨 × 3.15 元','15 t × 3.15 yuan','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "charge" VALUES('8fca0a3429ffaaa2ee8bd43da6f390e8','a52f8375d8c77b6502a7a6aecb2a5bed','electric','2026-02',13260,'unpaid','2026-03-15','','','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "charge" VALUES('356eb6764bba11f8fb960a44bacaffe8','a52f8375d8c77b6502a7a6aecb2a5bed','parking','2026-03',26000,'unpaid','2026-03-10','','','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "charge" VALUES('1f681b615953e6fb5e18af795876aaf2','96c25834f1698e2f60446390e18b2fae','property','2026Q1',35340,'unpaid','2026-03-31','','','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "charge" VALUES('dd75804060340df418beee3918dab978','96c25834f1698e2f60446390e18b2fae','gas','2026-02',3880,'unpaid','2026-03-15','','','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "charge" VALUES('94c8ee26404d9a998fe520f47f410235','96c25834f1698e2f60446390e18b2fae','heating','2025',124000,'paid',NULL,'','','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "charge" VALUES('c8204ac43c46b115d92b2cddaf381602','0db6eb9259a39de0878f4b473a6d046e','property','2026Q1',42893,'unpaid','2026-03-31','','','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "charge" VALUES('4c05fd705837062d8a7c7a72439561ed','0db6eb9259a39de0878f4b473a6d046e','water','2026-02',21550,'disputed','2026-03-15','','','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "charge" VALUES('6f78f0bf4b028c2b704b138aedf23a44','0db6eb9259a39de0878f4b473a6d046e','garbage','2026',6000,'unpaid','2026-06-30','','','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "charge" VALUES('9de6393c6880bd6574e64ecaba7dab1e','7e8ee9b51aa1dbd477006645c7fe43d6','property','2026Q1',62700,'unpaid','2026-03-31','','','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "charge" VALUES('a39d35e75d6bea523bf366dc4d9fec40','7e8ee9b51aa1dbd477006645c7fe43d6','shared_electric','2026-01',975,'unpaid',NULL,'','','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "charge" VALUES('208f3d940e371d87f0a2aa021549dc6e','4c364470ebf2d25aeeb7fd18889b7840','property','2025Q4',27702,'unpaid','2025-12-31','','','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "charge" VALUES('5e0521504adf6f83154c5b6432646e4f','4c364470ebf2d25aeeb7fd18889b7840','property','2026Q1',27702,'unpaid','2026-03-31','','','f902f4237fa1bbc7afb825324662784a');
CREATE TABLE community (
	id VARCHAR(32) NOT NULL, 
	name VARCHAR(80) NOT NULL, 
	name_en VARCHAR(80) NOT NULL, 
	zone VARCHAR(40) NOT NULL, 
	phone VARCHAR(30) NOT NULL, 
	settings JSON NOT NULL, 
	CONSTRAINT pk_community PRIMARY KEY (id), 
	CONSTRAINT uq_community_name UNIQUE (name)
);
INSERT INTO "community" VALUES('f902f4237fa1bbc7afb825324662784a','青禾里','Qinghe Lane','Asia/Shanghai','0571-5550100','{"office_hours": "08:00-20:00"}');
CREATE TABLE "conversation" (
	id VARCHAR(32) NOT NULL, 
	channel VARCHAR(20) NOT NULL, 
	thread VARCHAR(120) NOT NULL, 
	resident_id VARCHAR(32), 
	lang VARCHAR(8) NOT NULL, 
	owner_id VARCHAR(32), 
	ticket_id VARCHAR(32), 
	state JSON NOT NULL, 
	read_up_to INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	community_id VARCHAR(32) NOT NULL, 
	private BOOLEAN DEFAULT 1 NOT NULL, 
	worker VARCHAR(40), 
	lease_until DATETIME, 
	turns INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_conversation PRIMARY KEY (id), 
	CONSTRAINT fk_conversation_resident_id_resident FOREIGN KEY(resident_id) REFERENCES resident (id), 
	CONSTRAINT fk_conversation_ticket_id_ticket FOREIGN KEY(ticket_id) REFERENCES ticket (id) ON DELETE SET NULL, 
	CONSTRAINT uq_conversation_channel_thread UNIQUE (channel, thread), 
	CONSTRAINT fk_conversation_owner_id_staff FOREIGN KEY(owner_id) REFERENCES staff (id), 
	CONSTRAINT fk_conversation_community_id_community FOREIGN KEY(community_id) REFERENCES community (id)
);
INSERT INTO "conversation" VALUES('28d69d53b6b7119e7dcbeb331168bbc0','web','guest',NULL,'zh',NULL,'28ff44370339e46109f6ae9c4cbfbc52','{"open": null, "stack": [], "shown": [], "failures": 0, "serial": 0, "unclear": "", "last": "\u5df2\u7ecf\u8bf7\u5de5\u4f5c\u4eba\u5458\u6765\u5e2e\u60a8\uff0c\u7f16\u53f7H-1\u3002\u60a8\u6392\u5728\u7b2c\u4e00\u4f4d\uff0c\u8bf7\u7a0d\u5019\u3002\u6025\u4e8b\u8bf7\u6253\u503c\u73ed\u7535\u8bdd0571-5550100\u3002\u7b49\u7684\u65f6\u5019\uff0c\u6211\u53ef\u4ee5\u7ee7\u7eed\u5e2e\u60a8\u3002", "last_asked": null, "settings": {}}',0,'2026-03-04 02:00:00.000000','2026-03-04 02:00:00.000000','f902f4237fa1bbc7afb825324662784a',1,NULL,NULL,1);
INSERT INTO "conversation" VALUES('a585abd178b929a8156a8a7f033f4a8a','web','11aba65886f7bc47c0875d1e62b84e5a','11aba65886f7bc47c0875d1e62b84e5a','zh',NULL,NULL,'{"open": null, "stack": [], "shown": ["ticket:T-4", "ticket:T-1"], "failures": 0, "serial": 2, "unclear": "", "last": "T-4\uff0c\u53a8\u623f\u6c34\u9f99\u5934\uff1a\u8fd8\u6ca1\u6d3e\u5e08\u5085\uff0c\u6d3e\u597d\u6211\u544a\u8bc9\u60a8\u3002\u65f6\u95f4\u662f\u660e\u5929\uff083\u67085\u65e5\uff09\u4e0b\u5348\u3002\nT-1\uff0c\u95e8\u53e3\u5bf9\u8bb2\u542c\u4e0d\u89c1\u58f0\u97f3\uff1a\u5468\u4e00\uff083\u67082\u65e5\uff09\u62a5\u7684\uff0c\u8fd8\u6ca1\u6d3e\u5e08\u5085\uff0c\u8ba9\u60a8\u4e45\u7b49\u4e86\u3002\u60a8\u53ef\u4ee5\u50ac\u4e00\u4e0b\u3002", "last_asked": null, "settings": {}}',0,'2026-03-04 02:00:00.000000','2026-03-04 02:03:00.000000','f902f4237fa1bbc7afb825324662784a',1,NULL,NULL,4);
INSERT INTO "conversation" VALUES('d383103da5d44aaa7146fb08f0a94ded','web','48fe2c89203738636776f2c1057036a9','48fe2c89203738636776f2c1057036a9','zh',NULL,'7574891c98dc4f74c9f509648e9c7f31','{"open": null, "stack": [], "shown": [], "failures": 0, "serial": 1, "unclear": "", "last": "\u5df2\u7ecf\u4e3a\u60a8\u6392\u961f\u627e\u5de5\u4f5c\u4eba\u5458\uff0c\u7f16\u53f7H-2\u3002\u524d\u9762\u8fd8\u67091\u4f4d\u3002\u6025\u4e8b\u8bf7\u6253\u503c\u73ed\u7535\u8bdd0571-5550100\u3002\u7b49\u7684\u65f6\u5019\uff0c\u6211\u53ef\u4ee5\u7ee7\u7eed\u5e2e\u60a8\u3002", "last_asked": null, "settings": {}}',0,'2026-03-04 02:04:00.000000','2026-03-04 02:06:00.000000','f902f4237fa1bbc7afb825324662784a',1,NULL,NULL,3);
INSERT INTO "conversation" VALUES('2b2836532adc29a16dc3c47eefe00ee7','web','cd5f2d0ee40eecce5cd5871518fbf5a9','cd5f2d0ee40eecce5cd5871518fbf5a9','en',NULL,NULL,'{"open": null, "stack": [], "shown": ["ticket:T-5"], "failures": 0, "serial": 2, "unclear": "", "last": "Lift works in Building 2\nThe lift of Building 2, Unit 1 is out of service every day from 13:00 to 17:00, 3 to 6 March.\nHours for building work\nBuilding work in homes: working days 08:30-12:00 and 14:00-17:30, not at weekends or on holidays.", "last_asked": null, "settings": {}}',0,'2026-03-04 02:07:00.000000','2026-03-04 02:09:00.000000','f902f4237fa1bbc7afb825324662784a',1,NULL,NULL,3);
INSERT INTO "conversation" VALUES('eb7d7bcc298cb4b603ebf2a3677e573f','web','755f311ca6d114dadc80a1ab36665768','755f311ca6d114dadc80a1ab36665768','zh',NULL,NULL,'{"open": {"form": "homes.member", "values": {"role": "family"}, "asked": "home", "confirming": false, "tries": 0, "serial": 2}, "stack": [], "shown": ["ticket:T-6"], "failures": 0, "serial": 2, "unclear": "", "last": "\u662f\u54ea\u4e00\u5957\u4f4f\u623f\uff1f", "last_asked": "home", "settings": {}}',0,'2026-03-04 02:10:00.000000','2026-03-04 02:12:00.000000','f902f4237fa1bbc7afb825324662784a',1,NULL,NULL,3);
CREATE TABLE counter (
	id VARCHAR(32) NOT NULL, 
	name VARCHAR(20) NOT NULL, 
	value INTEGER NOT NULL, 
	community_id VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_counter PRIMARY KEY (id), 
	CONSTRAINT fk_counter_community_id_community FOREIGN KEY(community_id) REFERENCES community (id), 
	CONSTRAINT uq_counter_community_id_name UNIQUE (community_id, name)
);
INSERT INTO "counter" VALUES('08d364db20d17e951dcfe90eacdb5de0','ticket',6,'f902f4237fa1bbc7afb825324662784a');
INSERT INTO "counter" VALUES('efd21305134f7c4de38ee7bc4a8448b5','handoff',2,'f902f4237fa1bbc7afb825324662784a');
INSERT INTO "counter" VALUES('d5dbe97f46913f8bf63f4987d2d71936','emergency',1,'f902f4237fa1bbc7afb825324662784a');
CREATE TABLE desk_access (
	id VARCHAR(32) NOT NULL, 
	staff_id VARCHAR(32) NOT NULL, 
	resident_id VARCHAR(32), 
	what VARCHAR(20) NOT NULL, 
	record VARCHAR(60) NOT NULL, 
	at DATETIME NOT NULL, 
	community_id VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_desk_access PRIMARY KEY (id), 
	CONSTRAINT fk_desk_access_community_id_community FOREIGN KEY(community_id) REFERENCES community (id), 
	CONSTRAINT fk_desk_access_resident_id_resident FOREIGN KEY(resident_id) REFERENCES resident (id), 
	CONSTRAINT fk_desk_access_staff_id_staff FOREIGN KEY(staff_id) REFERENCES staff (id)
);
CREATE TABLE device (
	id VARCHAR(32) NOT NULL, 
	home_id VARCHAR(32), 
	name VARCHAR(60) NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	data JSON NOT NULL, 
	community_id VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_device PRIMARY KEY (id), 
	CONSTRAINT fk_device_community_id_community FOREIGN KEY(community_id) REFERENCES community (id), 
	CONSTRAINT fk_device_home_id_home FOREIGN KEY(home_id) REFERENCES home (id), 
	CONSTRAINT uq_device_community_id_home_id_name UNIQUE (community_id, home_id, name)
);
INSERT INTO "device" VALUES('d66cc01a5895cb2dc6551daf0afc64d3','a52f8375d8c77b6502a7a6aecb2a5bed','客厅灯','','{"state": "on"}','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "device" VALUES('75e03ee5fe258cade4a921dbb52ce8ad','a52f8375d8c77b6502a7a6aecb2a5bed','卧室灯','','{"state": "off"}','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "device" VALUES('ae23b90bbc0daa86fe5e7f37d377acb5','a52f8375d8c77b6502a7a6aecb2a5bed','客厅空调','','{"state": "on", "value": 24}','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "device" VALUES('8a7fb3523edffe3fc97b6b111505e886','a52f8375d8c77b6502a7a6aecb2a5bed','客厅窗帘','','{"state": "closed"}','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "device" VALUES('ffc65d2ea4ac6e43b680bf2f3309600f','0db6eb9259a39de0878f4b473a6d046e','living room light','','{"state": "off"}','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "device" VALUES('d0a0eeafb6e66108c3b1a9714137a6ff','0db6eb9259a39de0878f4b473a6d046e','hall light','','{"state": "on"}','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "device" VALUES('65837aebdb9c076fea073b143e8cc52e','0db6eb9259a39de0878f4b473a6d046e','bedroom AC','','{"state": "off"}','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "device" VALUES('23e7ddaca9281f7e6f0a57e7309abea8',NULL,'1栋1单元门','','{}','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "device" VALUES('c4a3e3ad2d3df7ad53e2bfdfe9e883d6',NULL,'2栋1单元门','','{}','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "device" VALUES('6e5acb82c8a6ac1947365594c4677b2b',NULL,'北门道闸','','{}','f902f4237fa1bbc7afb825324662784a');
CREATE TABLE emergencies_escalation (
	id VARCHAR(32) NOT NULL, 
	community_id VARCHAR(32) NOT NULL, 
	ticket_id VARCHAR(32), 
	conversation_id VARCHAR(32) NOT NULL, 
	resident_id VARCHAR(32), 
	number VARCHAR(20) NOT NULL, 
	type VARCHAR(20) NOT NULL, 
	house VARCHAR(60) NOT NULL, 
	location VARCHAR(200) NOT NULL, 
	located BOOLEAN NOT NULL, 
	note VARCHAR(2000) NOT NULL, 
	level INTEGER NOT NULL, 
	status VARCHAR(12) NOT NULL, 
	notify JSON NOT NULL, 
	hushed BOOLEAN NOT NULL, 
	lang VARCHAR(8) NOT NULL, 
	acknowledged_by VARCHAR(32), 
	acknowledged_at DATETIME, 
	created_at DATETIME NOT NULL, 
	closed_at DATETIME, 
	CONSTRAINT pk_emergencies_escalation PRIMARY KEY (id), 
	CONSTRAINT fk_emergencies_escalation_community_id_community FOREIGN KEY(community_id) REFERENCES community (id), 
	CONSTRAINT fk_emergencies_escalation_ticket_id_ticket FOREIGN KEY(ticket_id) REFERENCES ticket (id) ON DELETE SET NULL, 
	CONSTRAINT fk_emergencies_escalation_resident_id_resident FOREIGN KEY(resident_id) REFERENCES resident (id), 
	CONSTRAINT fk_emergencies_escalation_acknowledged_by_staff FOREIGN KEY(acknowledged_by) REFERENCES staff (id)
);
INSERT INTO "emergencies_escalation" VALUES('9420f216387cf8f9b302751379ae8d58','f902f4237fa1bbc7afb825324662784a','e5753715af7c0dae7ee221882dceb0c4','d383103da5d44aaa7146fb08f0a94ded','48fe2c89203738636776f2c1057036a9','E-1','gas','1栋1单元102','1栋1单元102，7栋2单元1103',1,'家里有煤气味；7栋2单元1103',3,'open','["admin", "committee", "dispatcher", "grid_worker", "manager", "repairer", "security"]',0,'zh',NULL,NULL,'2026-03-04 02:04:00.000000',NULL);
CREATE TABLE finding (
	id VARCHAR(32) NOT NULL, 
	open_key VARCHAR(160), 
	kind VARCHAR(30) NOT NULL, 
	subject VARCHAR(80) NOT NULL, 
	count INTEGER NOT NULL, 
	since DATETIME NOT NULL, 
	first_seen_at DATETIME NOT NULL, 
	last_seen_at DATETIME NOT NULL, 
	raised_at DATETIME NOT NULL, 
	closed_at DATETIME, 
	community_id VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_finding PRIMARY KEY (id), 
	CONSTRAINT fk_finding_community_id_community FOREIGN KEY(community_id) REFERENCES community (id), 
	CONSTRAINT uq_finding_open_key UNIQUE (open_key)
);
CREATE TABLE held (
	id VARCHAR(32) NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	"key" VARCHAR(80) NOT NULL, 
	data JSON NOT NULL, 
	community_id VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_held PRIMARY KEY (id), 
	CONSTRAINT fk_held_community_id_community FOREIGN KEY(community_id) REFERENCES community (id), 
	CONSTRAINT uq_held_community_id_kind_key UNIQUE (community_id, kind, "key")
);
INSERT INTO "held" VALUES('721ac5623a5f69bdf7841ea99071aa20','lifts.more','1栋1单元电梯','{"name_en": "Lift", "floors": [1, 11]}','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "held" VALUES('abdce8f069ec6921c65ef5f4dd35a82d','lifts.more','2栋1单元电梯','{"name_en": "Lift", "floors": [-1, 18]}','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "held" VALUES('9f443a8f0671604e13c62cb34dd7da36','bookings','00001','{"key": "B-1", "by": "R4", "resource": "\u7fbd\u6bdb\u7403\u9986", "date": "2026-03-05", "start": "19:00", "end": "20:00"}','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "held" VALUES('c1be4384209c857ed65b08ec4412e9ec','visitor_passes','00001','{"key": "V-1", "home": "1\u680b1\u5355\u5143101", "by": "R1", "name": "\u8bb8\u654f", "date": "2026-03-07", "status": "active"}','f902f4237fa1bbc7afb825324662784a');
CREATE TABLE home (
	id VARCHAR(32) NOT NULL, 
	building_id VARCHAR(32) NOT NULL, 
	name VARCHAR(60) NOT NULL, 
	unit VARCHAR(20) NOT NULL, 
	room VARCHAR(20) NOT NULL, 
	area INTEGER NOT NULL, 
	community_id VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_home PRIMARY KEY (id), 
	CONSTRAINT fk_home_building_id_building FOREIGN KEY(building_id) REFERENCES building (id), 
	CONSTRAINT fk_home_community_id_community FOREIGN KEY(community_id) REFERENCES community (id), 
	CONSTRAINT uq_home_community_id_name UNIQUE (community_id, name)
);
INSERT INTO "home" VALUES('a52f8375d8c77b6502a7a6aecb2a5bed','aa346b625fe90f139d03a99b975a53bb','1栋1单元101','1单元','101',8950,'f902f4237fa1bbc7afb825324662784a');
INSERT INTO "home" VALUES('96c25834f1698e2f60446390e18b2fae','aa346b625fe90f139d03a99b975a53bb','1栋1单元102','1单元','102',6200,'f902f4237fa1bbc7afb825324662784a');
INSERT INTO "home" VALUES('0db6eb9259a39de0878f4b473a6d046e','87f58aa9f159f159bbc0f14eb9537972','2栋1单元301','1单元','301',7525,'f902f4237fa1bbc7afb825324662784a');
INSERT INTO "home" VALUES('7e8ee9b51aa1dbd477006645c7fe43d6','87f58aa9f159f159bbc0f14eb9537972','2栋1单元302','1单元','302',11000,'f902f4237fa1bbc7afb825324662784a');
INSERT INTO "home" VALUES('4c364470ebf2d25aeeb7fd18889b7840','87f58aa9f159f159bbc0f14eb9537972','2栋1单元303','1单元','303',4860,'f902f4237fa1bbc7afb825324662784a');
CREATE TABLE inbox (
	id INTEGER NOT NULL, 
	channel VARCHAR(20) NOT NULL, 
	update_id VARCHAR(120) NOT NULL, 
	conversation_id VARCHAR(32) NOT NULL, 
	kind VARCHAR(12) NOT NULL, 
	body JSON NOT NULL, 
	state VARCHAR(8) NOT NULL, 
	error VARCHAR(200) NOT NULL, 
	created_at DATETIME NOT NULL, 
	community_id VARCHAR(32) NOT NULL, sequence BIGINT DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_inbox PRIMARY KEY (id), 
	CONSTRAINT fk_inbox_community_id_community FOREIGN KEY(community_id) REFERENCES community (id), 
	CONSTRAINT fk_inbox_conversation_id_conversation FOREIGN KEY(conversation_id) REFERENCES conversation (id), 
	CONSTRAINT uq_inbox_channel_update_id UNIQUE (channel, update_id)
);
INSERT INTO "inbox" VALUES(1,'web','guest:1','28d69d53b6b7119e7dcbeb331168bbc0','text','{"community": "f902f4237fa1bbc7afb825324662784a", "channel": "web", "update_id": "guest:1", "thread": "guest", "sender": "guest", "sent_at": "2026-03-04T02:00:00+00:00", "kind": "text", "text": "\u7269\u4e1a\u7535\u8bdd\u591a\u5c11", "files": [], "lang": null, "private": true, "sequence": 0, "wait": 0.0, "place": "", "ref": ""}','done','','2026-03-04 02:00:00.000000','f902f4237fa1bbc7afb825324662784a',0);
INSERT INTO "inbox" VALUES(2,'web','R1:厨房漏水了，水龙头一直滴','a585abd178b929a8156a8a7f033f4a8a','text','{"community": "f902f4237fa1bbc7afb825324662784a", "channel": "web", "update_id": "R1:\u53a8\u623f\u6f0f\u6c34\u4e86\uff0c\u6c34\u9f99\u5934\u4e00\u76f4\u6ef4", "thread": "11aba65886f7bc47c0875d1e62b84e5a", "sender": "11aba65886f7bc47c0875d1e62b84e5a", "sent_at": "2026-03-04T02:00:00+00:00", "kind": "text", "text": "\u53a8\u623f\u6f0f\u6c34\u4e86\uff0c\u6c34\u9f99\u5934\u4e00\u76f4\u6ef4", "files": [], "lang": null, "private": true, "sequence": 0, "wait": 0.0, "place": "", "ref": ""}','done','','2026-03-04 02:00:00.000000','f902f4237fa1bbc7afb825324662784a',0);
INSERT INTO "inbox" VALUES(3,'web','R1:明天下午','a585abd178b929a8156a8a7f033f4a8a','text','{"community": "f902f4237fa1bbc7afb825324662784a", "channel": "web", "update_id": "R1:\u660e\u5929\u4e0b\u5348", "thread": "11aba65886f7bc47c0875d1e62b84e5a", "sender": "11aba65886f7bc47c0875d1e62b84e5a", "sent_at": "2026-03-04T02:01:00+00:00", "kind": "text", "text": "\u660e\u5929\u4e0b\u5348", "files": [], "lang": null, "private": true, "sequence": 0, "wait": 0.0, "place": "", "ref": ""}','done','','2026-03-04 02:01:00.000000','f902f4237fa1bbc7afb825324662784a',0);
INSERT INTO "inbox" VALUES(4,'web','R1:我这个季度物业费多少','a585abd178b929a8156a8a7f033f4a8a','text','{"community": "f902f4237fa1bbc7afb825324662784a", "channel": "web", "update_id": "R1:\u6211\u8fd9\u4e2a\u5b63\u5ea6\u7269\u4e1a\u8d39\u591a\u5c11", "thread": "11aba65886f7bc47c0875d1e62b84e5a", "sender": "11aba65886f7bc47c0875d1e62b84e5a", "sent_at": "2026-03-04T02:02:00+00:00", "kind": "text", "text": "\u6211\u8fd9\u4e2a\u5b63\u5ea6\u7269\u4e1a\u8d39\u591a\u5c11", "files": [], "lang": null, "private": true, "sequence": 0, "wait": 0.0, "place": "", "ref": ""}','done','','2026-03-04 02:02:00.000000','f902f4237fa1bbc7afb825324662784a',0);
INSERT INTO "inbox" VALUES(5,'web','R1:报修进度怎么样了','a585abd178b929a8156a8a7f033f4a8a','text','{"community": "f902f4237fa1bbc7afb825324662784a", "channel": "web", "update_id": "R1:\u62a5\u4fee\u8fdb\u5ea6\u600e\u4e48\u6837\u4e86", "thread": "11aba65886f7bc47c0875d1e62b84e5a", "sender": "11aba65886f7bc47c0875d1e62b84e5a", "sent_at": "2026-03-04T02:03:00+00:00", "kind": "text", "text": "\u62a5\u4fee\u8fdb\u5ea6\u600e\u4e48\u6837\u4e86", "files": [], "lang": null, "private": true, "sequence": 0, "wait": 0.0, "place": "", "ref": ""}','done','','2026-03-04 02:03:00.000000','f902f4237fa1bbc7afb825324662784a',0);
INSERT INTO "inbox" VALUES(6,'web','R2:家里有煤气味','d383103da5d44aaa7146fb08f0a94ded','text','{"community": "f902f4237fa1bbc7afb825324662784a", "channel": "web", "update_id": "R2:\u5bb6\u91cc\u6709\u7164\u6c14\u5473", "thread": "48fe2c89203738636776f2c1057036a9", "sender": "48fe2c89203738636776f2c1057036a9", "sent_at": "2026-03-04T02:04:00+00:00", "kind": "text", "text": "\u5bb6\u91cc\u6709\u7164\u6c14\u5473", "files": [], "lang": null, "private": true, "sequence": 0, "wait": 0.0, "place": "", "ref": ""}','done','','2026-03-04 02:04:00.000000','f902f4237fa1bbc7afb825324662784a',0);
INSERT INTO "inbox" VALUES(7,'web','R2:7栋2单元1103','d383103da5d44aaa7146fb08f0a94ded','text','{"community": "f902f4237fa1bbc7afb825324662784a", "channel": "web", "update_id": "R2:7\u680b2\u5355\u51431103", "thread": "48fe2c89203738636776f2c1057036a9", "sender": "48fe2c89203738636776f2c1057036a9", "sent_at": "2026-03-04T02:05:00+00:00", "kind": "text", "text": "7\u680b2\u5355\u51431103", "files": [], "lang": null, "private": true, "sequence": 0, "wait": 0.0, "place": "", "ref": ""}','done','','2026-03-04 02:05:00.000000','f902f4237fa1bbc7afb825324662784a',0);
INSERT INTO "inbox" VALUES(8,'web','R2:转人工','d383103da5d44aaa7146fb08f0a94ded','text','{"community": "f902f4237fa1bbc7afb825324662784a", "channel": "web", "update_id": "R2:\u8f6c\u4eba\u5de5", "thread": "48fe2c89203738636776f2c1057036a9", "sender": "48fe2c89203738636776f2c1057036a9", "sent_at": "2026-03-04T02:06:00+00:00", "kind": "text", "text": "\u8f6c\u4eba\u5de5", "files": [], "lang": null, "private": true, "sequence": 0, "wait": 0.0, "place": "", "ref": ""}','done','','2026-03-04 02:06:00.000000','f902f4237fa1bbc7afb825324662784a',0);
INSERT INTO "inbox" VALUES(9,'web','R3:My bedroom light is broken','2b2836532adc29a16dc3c47eefe00ee7','text','{"community": "f902f4237fa1bbc7afb825324662784a", "channel": "web", "update_id": "R3:My bedroom light is broken", "thread": "cd5f2d0ee40eecce5cd5871518fbf5a9", "sender": "cd5f2d0ee40eecce5cd5871518fbf5a9", "sent_at": "2026-03-04T02:07:00+00:00", "kind": "text", "text": "My bedroom light is broken", "files": [], "lang": null, "private": true, "sequence": 0, "wait": 0.0, "place": "", "ref": ""}','done','','2026-03-04 02:07:00.000000','f902f4237fa1bbc7afb825324662784a',0);
INSERT INTO "inbox" VALUES(10,'web','R3:any time is fine','2b2836532adc29a16dc3c47eefe00ee7','text','{"community": "f902f4237fa1bbc7afb825324662784a", "channel": "web", "update_id": "R3:any time is fine", "thread": "cd5f2d0ee40eecce5cd5871518fbf5a9", "sender": "cd5f2d0ee40eecce5cd5871518fbf5a9", "sent_at": "2026-03-04T02:08:00+00:00", "kind": "text", "text": "any time is fine", "files": [], "lang": null, "private": true, "sequence": 0, "wait": 0.0, "place": "", "ref": ""}','done','','2026-03-04 02:08:00.000000','f902f4237fa1bbc7afb825324662784a',0);
INSERT INTO "inbox" VALUES(11,'web','R3:Is there any notice about water?','2b2836532adc29a16dc3c47eefe00ee7','text','{"community": "f902f4237fa1bbc7afb825324662784a", "channel": "web", "update_id": "R3:Is there any notice about water?", "thread": "cd5f2d0ee40eecce5cd5871518fbf5a9", "sender": "cd5f2d0ee40eecce5cd5871518fbf5a9", "sent_at": "2026-03-04T02:09:00+00:00", "kind": "text", "text": "Is there any notice about water?", "files": [], "lang": null, "private": true, "sequence": 0, "wait": 0.0, "place": "", "ref": ""}','done','','2026-03-04 02:09:00.000000','f902f4237fa1bbc7afb825324662784a',0);
INSERT INTO "inbox" VALUES(12,'web','R4:楼道灯不亮了','eb7d7bcc298cb4b603ebf2a3677e573f','text','{"community": "f902f4237fa1bbc7afb825324662784a", "channel": "web", "update_id": "R4:\u697c\u9053\u706f\u4e0d\u4eae\u4e86", "thread": "755f311ca6d114dadc80a1ab36665768", "sender": "755f311ca6d114dadc80a1ab36665768", "sent_at": "2026-03-04T02:10:00+00:00", "kind": "text", "text": "\u697c\u9053\u706f\u4e0d\u4eae\u4e86", "files": [], "lang": null, "private": true, "sequence": 0, "wait": 0.0, "place": "", "ref": ""}','done','','2026-03-04 02:10:00.000000','f902f4237fa1bbc7afb825324662784a',0);
INSERT INTO "inbox" VALUES(13,'web','R4:算了不用了','eb7d7bcc298cb4b603ebf2a3677e573f','text','{"community": "f902f4237fa1bbc7afb825324662784a", "channel": "web", "update_id": "R4:\u7b97\u4e86\u4e0d\u7528\u4e86", "thread": "755f311ca6d114dadc80a1ab36665768", "sender": "755f311ca6d114dadc80a1ab36665768", "sent_at": "2026-03-04T02:11:00+00:00", "kind": "text", "text": "\u7b97\u4e86\u4e0d\u7528\u4e86", "files": [], "lang": null, "private": true, "sequence": 0, "wait": 0.0, "place": "", "ref": ""}','done','','2026-03-04 02:11:00.000000','f902f4237fa1bbc7afb825324662784a',0);
INSERT INTO "inbox" VALUES(14,'web','R4:我想绑定我女儿','eb7d7bcc298cb4b603ebf2a3677e573f','text','{"community": "f902f4237fa1bbc7afb825324662784a", "channel": "web", "update_id": "R4:\u6211\u60f3\u7ed1\u5b9a\u6211\u5973\u513f", "thread": "755f311ca6d114dadc80a1ab36665768", "sender": "755f311ca6d114dadc80a1ab36665768", "sent_at": "2026-03-04T02:12:00+00:00", "kind": "text", "text": "\u6211\u60f3\u7ed1\u5b9a\u6211\u5973\u513f", "files": [], "lang": null, "private": true, "sequence": 0, "wait": 0.0, "place": "", "ref": ""}','done','','2026-03-04 02:12:00.000000','f902f4237fa1bbc7afb825324662784a',0);
CREATE TABLE job (
	id INTEGER NOT NULL, 
	name VARCHAR(80) NOT NULL, 
	"key" VARCHAR(160) NOT NULL, 
	payload JSON NOT NULL, 
	due DATETIME NOT NULL, 
	state VARCHAR(8) NOT NULL, 
	lease_until DATETIME, 
	fence INTEGER NOT NULL, 
	attempts INTEGER NOT NULL, 
	error VARCHAR(200) NOT NULL, 
	created_at DATETIME NOT NULL, 
	community_id VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_job PRIMARY KEY (id), 
	CONSTRAINT fk_job_community_id_community FOREIGN KEY(community_id) REFERENCES community (id), 
	CONSTRAINT uq_job_community_id_name_key UNIQUE (community_id, name, "key")
);
INSERT INTO "job" VALUES(1,'emergencies.climb','9420f216387cf8f9b302751379ae8d58:2:2026-03-04T10:05:00+08:00','{"escalation": "9420f216387cf8f9b302751379ae8d58", "level": 2}','2026-03-04 02:05:00.000000','done','2026-03-04 02:05:30.000000',1,1,'','2026-03-04 02:04:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "job" VALUES(2,'emergencies.climb','9420f216387cf8f9b302751379ae8d58:3:2026-03-04T10:06:00+08:00','{"escalation": "9420f216387cf8f9b302751379ae8d58", "level": 3}','2026-03-04 02:06:00.000000','done','2026-03-04 02:06:30.000000',1,1,'','2026-03-04 02:05:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "job" VALUES(3,'emergencies.climb','9420f216387cf8f9b302751379ae8d58:3:2026-03-04T10:08:00+08:00','{"escalation": "9420f216387cf8f9b302751379ae8d58", "level": 3}','2026-03-04 02:08:00.000000','done','2026-03-04 02:08:30.000000',1,1,'','2026-03-04 02:06:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "job" VALUES(4,'emergencies.climb','9420f216387cf8f9b302751379ae8d58:3:2026-03-04T10:10:00+08:00','{"escalation": "9420f216387cf8f9b302751379ae8d58", "level": 3}','2026-03-04 02:10:00.000000','done','2026-03-04 02:10:30.000000',1,1,'','2026-03-04 02:08:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "job" VALUES(5,'emergencies.climb','9420f216387cf8f9b302751379ae8d58:3:2026-03-04T10:12:00+08:00','{"escalation": "9420f216387cf8f9b302751379ae8d58", "level": 3}','2026-03-04 02:12:00.000000','done','2026-03-04 02:12:30.000000',1,1,'','2026-03-04 02:10:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "job" VALUES(6,'emergencies.climb','9420f216387cf8f9b302751379ae8d58:3:2026-03-04T10:14:00+08:00','{"escalation": "9420f216387cf8f9b302751379ae8d58", "level": 3}','2026-03-04 02:14:00.000000','new',NULL,0,0,'','2026-03-04 02:12:00.000000','f902f4237fa1bbc7afb825324662784a');
CREATE TABLE lift (
	id VARCHAR(32) NOT NULL, 
	building_id VARCHAR(32) NOT NULL, 
	unit VARCHAR(20) NOT NULL, 
	name VARCHAR(40) NOT NULL, 
	code VARCHAR(12) NOT NULL, 
	status VARCHAR(20) NOT NULL, 
	community_id VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_lift PRIMARY KEY (id), 
	CONSTRAINT fk_lift_building_id_building FOREIGN KEY(building_id) REFERENCES building (id), 
	CONSTRAINT fk_lift_community_id_community FOREIGN KEY(community_id) REFERENCES community (id), 
	CONSTRAINT uq_lift_community_id_building_id_unit_name UNIQUE (community_id, building_id, unit, name)
);
INSERT INTO "lift" VALUES('ae6f061cea6b644dd0ce43c62af42fd3','aa346b625fe90f139d03a99b975a53bb','1单元','电梯','700101','running','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "lift" VALUES('c535cd3ed57fd1da2c06a242461a34df','87f58aa9f159f159bbc0f14eb9537972','1单元','电梯','700201','maintenance','f902f4237fa1bbc7afb825324662784a');
CREATE TABLE notices_notice (
	id VARCHAR(32) NOT NULL, 
	community_id VARCHAR(32) NOT NULL, 
	title VARCHAR(200) NOT NULL, 
	body VARCHAR(4000) NOT NULL, 
	title_en VARCHAR(200) NOT NULL, 
	body_en VARCHAR(4000) NOT NULL, 
	topic VARCHAR(30) NOT NULL, 
	scope JSON NOT NULL, 
	starts DATETIME, 
	ends DATETIME, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_notices_notice PRIMARY KEY (id), 
	CONSTRAINT fk_notices_notice_community_id_community FOREIGN KEY(community_id) REFERENCES community (id)
);
INSERT INTO "notices_notice" VALUES('ff86394b11e03b1eb1e3b24df8a19bc5','f902f4237fa1bbc7afb825324662784a','3月5日1栋停水','3月5日 09:00-16:00 更换水表，1栋停水，2栋不受影响。请提前存水。','No water in Building 1 on 5 March','Water meters are replaced on 5 March, 09:00-16:00. Building 1 has no water; Building 2 is not affected.','water_outage','["1\u680b"]','2026-03-05 01:00:00.000000','2026-03-05 08:00:00.000000','2026-03-04 02:00:00.000000');
INSERT INTO "notices_notice" VALUES('50802b79c0f48b20e77f62290ccac7aa','f902f4237fa1bbc7afb825324662784a','2栋电梯检修','2栋1单元电梯3月3日至6日检修，每天 13:00-17:00 停用。','Lift works in Building 2','The lift of Building 2, Unit 1 is out of service every day from 13:00 to 17:00, 3 to 6 March.','elevator_works','["2\u680b"]','2026-03-02 16:00:00.000000','2026-03-06 16:00:00.000000','2026-03-04 02:00:00.000000');
INSERT INTO "notices_notice" VALUES('31370f6f05765d16e7405820440ec141','f902f4237fa1bbc7afb825324662784a','装修时间','装修施工限工作日 08:30-12:00、14:00-17:30，周末和节假日不得施工。','Hours for building work','Building work in homes: working days 08:30-12:00 and 14:00-17:30, not at weekends or on holidays.','renovation','[]',NULL,NULL,'2026-03-04 02:00:00.000000');
CREATE TABLE occupancy (
	id VARCHAR(32) NOT NULL, 
	resident_id VARCHAR(32) NOT NULL, 
	home_id VARCHAR(32) NOT NULL, 
	role VARCHAR(10) NOT NULL, 
	until DATE, 
	community_id VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_occupancy PRIMARY KEY (id), 
	CONSTRAINT fk_occupancy_community_id_community FOREIGN KEY(community_id) REFERENCES community (id), 
	CONSTRAINT fk_occupancy_home_id_home FOREIGN KEY(home_id) REFERENCES home (id), 
	CONSTRAINT fk_occupancy_resident_id_resident FOREIGN KEY(resident_id) REFERENCES resident (id), 
	CONSTRAINT uq_occupancy_resident_id_home_id_role UNIQUE (resident_id, home_id, role)
);
INSERT INTO "occupancy" VALUES('1512cb1fe827254c2dcdb974f40e3c91','11aba65886f7bc47c0875d1e62b84e5a','a52f8375d8c77b6502a7a6aecb2a5bed','owner',NULL,'f902f4237fa1bbc7afb825324662784a');
INSERT INTO "occupancy" VALUES('9c2759ece038ec05ca221003706e85f7','48fe2c89203738636776f2c1057036a9','96c25834f1698e2f60446390e18b2fae','owner',NULL,'f902f4237fa1bbc7afb825324662784a');
INSERT INTO "occupancy" VALUES('f00e418ae7bb1eb5d76328e54fc4343c','cd5f2d0ee40eecce5cd5871518fbf5a9','0db6eb9259a39de0878f4b473a6d046e','tenant',NULL,'f902f4237fa1bbc7afb825324662784a');
INSERT INTO "occupancy" VALUES('2850f38098c0c553e425b4954271144a','755f311ca6d114dadc80a1ab36665768','7e8ee9b51aa1dbd477006645c7fe43d6','owner',NULL,'f902f4237fa1bbc7afb825324662784a');
INSERT INTO "occupancy" VALUES('355859874b81296c0f2dc9b5ccabd8a4','755f311ca6d114dadc80a1ab36665768','4c364470ebf2d25aeeb7fd18889b7840','owner',NULL,'f902f4237fa1bbc7afb825324662784a');
CREATE TABLE outbox (
	id INTEGER NOT NULL, 
	kind VARCHAR(10) NOT NULL, 
	lane VARCHAR(10) NOT NULL, 
	channel VARCHAR(20) NOT NULL, 
	thread VARCHAR(120) NOT NULL, 
	conversation_id VARCHAR(32), 
	cause INTEGER, 
	body JSON NOT NULL, 
	state VARCHAR(8) NOT NULL, 
	attempts INTEGER NOT NULL, 
	due DATETIME NOT NULL, 
	expires_at DATETIME, 
	error VARCHAR(200) NOT NULL, 
	created_at DATETIME NOT NULL, 
	sent_at DATETIME, 
	community_id VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_outbox PRIMARY KEY (id), 
	CONSTRAINT fk_outbox_community_id_community FOREIGN KEY(community_id) REFERENCES community (id), 
	CONSTRAINT fk_outbox_conversation_id_conversation FOREIGN KEY(conversation_id) REFERENCES conversation (id)
);
INSERT INTO "outbox" VALUES(1,'message','normal','web','guest','28d69d53b6b7119e7dcbeb331168bbc0',1,'{"text": "\u5df2\u7ecf\u8bf7\u5de5\u4f5c\u4eba\u5458\u6765\u5e2e\u60a8\uff0c\u7f16\u53f7H-1\u3002\u60a8\u6392\u5728\u7b2c\u4e00\u4f4d\uff0c\u8bf7\u7a0d\u5019\u3002\u6025\u4e8b\u8bf7\u6253\u503c\u73ed\u7535\u8bdd0571-5550100\u3002\u7b49\u7684\u65f6\u5019\uff0c\u6211\u53ef\u4ee5\u7ee7\u7eed\u5e2e\u60a8\u3002", "lang": "zh", "buttons": [["\u4e0d\u7528\u4eba\u5de5\u4e86", "call:staff.cancel:"]], "record": "handoff:H-1"}','sent',1,'2026-03-04 02:00:00.000000',NULL,'','2026-03-04 02:00:00.000000','2026-03-04 02:00:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(2,'sms','normal','sms','13600000002',NULL,NULL,'{"text": "\u6709\u4f4f\u6237\u8981\u627e\u5de5\u4f5c\u4eba\u5458\uff0c\u7f16\u53f7H-1\u3002\u8bf7\u5230\u5de5\u4f5c\u53f0\u67e5\u770b\u3002", "lang": "zh", "staff": "4c1f810f618d6d575e59516139be1801"}','sent',1,'2026-03-04 02:00:00.000000',NULL,'','2026-03-04 02:00:00.000000','2026-03-04 02:00:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(3,'message','normal','web','11aba65886f7bc47c0875d1e62b84e5a','a585abd178b929a8156a8a7f033f4a8a',2,'{"text": "\u53a8\u623f\u6c34\u9f99\u5934\u7684\u4e8b\u8bb0\u4e0b\u4e86\uff0c\u7f16\u53f7T-4\u3002\u503c\u73ed\u4eba\u5458\u4f1a\u770b\u5230\uff0c\u6d3e\u597d\u5e08\u5085\u6211\u544a\u8bc9\u60a8\u3002\u4ec0\u4e48\u65f6\u5019\u65b9\u4fbf\u5e08\u5085\u4e0a\u95e8\uff1f", "lang": "zh", "buttons": [["\u4eca\u5929\u4e0b\u5348", "fill:time=2026-03-04.afternoon@2"], ["\u660e\u5929\u4e0a\u5348", "fill:time=2026-03-05.morning@2"], ["\u90fd\u884c", "fill:time=any@2"]], "asks": "time", "record": "ticket:T-4"}','sent',1,'2026-03-04 02:00:00.000000',NULL,'','2026-03-04 02:00:00.000000','2026-03-04 02:00:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(4,'message','normal','web','11aba65886f7bc47c0875d1e62b84e5a','a585abd178b929a8156a8a7f033f4a8a',3,'{"text": "\u597d\uff0cT-4\u8bb0\u4e0b\u4e86\uff1a\u660e\u5929\uff083\u67085\u65e5\uff09\u4e0b\u5348\u3002\u6d3e\u597d\u5e08\u5085\u6211\u544a\u8bc9\u60a8\u3002", "lang": "zh", "record": "ticket:T-4"}','sent',1,'2026-03-04 02:01:00.000000',NULL,'','2026-03-04 02:01:00.000000','2026-03-04 02:01:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(5,'message','normal','web','11aba65886f7bc47c0875d1e62b84e5a','a585abd178b929a8156a8a7f033f4a8a',4,'{"text": "2026\u5e74\u4e00\u5b63\u5ea6\u7269\u4e1a\u8d39\uff0c510.15\u5143\uff0889.5 m\u00b2 \u00d7 1.90 \u5143 \u00d7 3 \u4e2a\u6708\uff09\uff0c\u8bf7\u5728\u5468\u4e8c\uff083\u670831\u65e5\uff09\u524d\u4ea4\u3002", "lang": "zh", "buttons": [["\u600e\u4e48\u4ea4", "start:bill_pay"], ["\u8fd9\u7b14\u4e0d\u5bf9", "start:bill_dispute"]], "private": true}','sent',1,'2026-03-04 02:02:00.000000',NULL,'','2026-03-04 02:02:00.000000','2026-03-04 02:02:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(6,'message','normal','web','11aba65886f7bc47c0875d1e62b84e5a','a585abd178b929a8156a8a7f033f4a8a',5,'{"text": "T-4\uff0c\u53a8\u623f\u6c34\u9f99\u5934\uff1a\u8fd8\u6ca1\u6d3e\u5e08\u5085\uff0c\u6d3e\u597d\u6211\u544a\u8bc9\u60a8\u3002\u65f6\u95f4\u662f\u660e\u5929\uff083\u67085\u65e5\uff09\u4e0b\u5348\u3002\nT-1\uff0c\u95e8\u53e3\u5bf9\u8bb2\u542c\u4e0d\u89c1\u58f0\u97f3\uff1a\u5468\u4e00\uff083\u67082\u65e5\uff09\u62a5\u7684\uff0c\u8fd8\u6ca1\u6d3e\u5e08\u5085\uff0c\u8ba9\u60a8\u4e45\u7b49\u4e86\u3002\u60a8\u53ef\u4ee5\u50ac\u4e00\u4e0b\u3002", "lang": "zh", "buttons": [["\u50ac\u4e00\u4e0b", "call:repairs.hurry:878b93d576a1c2266aa5e9dfecde424b"], ["\u53d6\u6d88\u62a5\u4fee", "call:repairs.cancel:878b93d576a1c2266aa5e9dfecde424b"]], "private": true}','sent',1,'2026-03-04 02:03:00.000000',NULL,'','2026-03-04 02:03:00.000000','2026-03-04 02:03:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(7,'message','emergency','web','48fe2c89203738636776f2c1057036a9','d383103da5d44aaa7146fb08f0a94ded',6,'{"text": "\u8bf7\u6253\u5f00\u7a97\u6237\uff0c\u4e0d\u8981\u78b0\u5f00\u5173\uff0c\u4e0d\u8981\u70b9\u706b\u3002\u6240\u6709\u4eba\u9a6c\u4e0a\u5230\u5c4b\u5916\uff0c\u518d\u6253119\u3002\n\u5df2\u7ecf\u901a\u77e5\u503c\u73ed\u4eba\u5458\u3002\n\u73b0\u5728\u6709\u51e0\u4e2a\u4eba\uff1f\u6709\u6ca1\u6709\u4eba\u53d7\u4f24\uff1f", "lang": "zh", "asks": "note", "record": "escalation:E-1"}','sent',1,'2026-03-04 02:04:00.000000',NULL,'','2026-03-04 02:04:00.000000','2026-03-04 02:04:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(8,'sms','emergency','sms','13600000002',NULL,NULL,'{"text": "\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "4c1f810f618d6d575e59516139be1801"}','sent',1,'2026-03-04 02:04:00.000000',NULL,'','2026-03-04 02:04:00.000000','2026-03-04 02:04:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(9,'sms','emergency','sms','13600000004',NULL,NULL,'{"text": "\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "9293dce921cceb0f9b163ab5ce0f5435"}','sent',1,'2026-03-04 02:04:00.000000',NULL,'','2026-03-04 02:04:00.000000','2026-03-04 02:04:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(10,'sms','emergency','sms','13600000001',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "63b56d393b00bdda277f6bab2edd4462"}','sent',1,'2026-03-04 02:05:00.000000',NULL,'','2026-03-04 02:05:00.000000','2026-03-04 02:05:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(11,'sms','emergency','sms','13600000002',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "4c1f810f618d6d575e59516139be1801"}','sent',1,'2026-03-04 02:05:00.000000',NULL,'','2026-03-04 02:05:00.000000','2026-03-04 02:05:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(12,'sms','emergency','sms','13600000003',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "a5f1dac460620aa2fcede3f38e24f02a"}','sent',1,'2026-03-04 02:05:00.000000',NULL,'','2026-03-04 02:05:00.000000','2026-03-04 02:05:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(13,'sms','emergency','sms','13600000004',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "9293dce921cceb0f9b163ab5ce0f5435"}','sent',1,'2026-03-04 02:05:00.000000',NULL,'','2026-03-04 02:05:00.000000','2026-03-04 02:05:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(14,'sms','emergency','sms','13600000005',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "4a773eabed3cdc515c0ddd6ab86c664a"}','sent',1,'2026-03-04 02:05:00.000000',NULL,'','2026-03-04 02:05:00.000000','2026-03-04 02:05:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(15,'message','emergency','web','48fe2c89203738636776f2c1057036a9','d383103da5d44aaa7146fb08f0a94ded',NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff0c\u6211\u5df2\u7ecf\u5728\u547c\u53eb\u66f4\u591a\u4eba\u3002\u6709\u751f\u547d\u5371\u9669\u8bf7\u9a6c\u4e0a\u6253110\u3001119\u6216120\u3002", "lang": "zh", "record": "escalation:E-1"}','sent',1,'2026-03-04 02:05:00.000000',NULL,'','2026-03-04 02:05:00.000000','2026-03-04 02:05:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(16,'message','emergency','web','48fe2c89203738636776f2c1057036a9','d383103da5d44aaa7146fb08f0a94ded',7,'{"text": "\u8865\u5145\u7684\u60c5\u51b5\u5df2\u7ecf\u8f6c\u7ed9\u503c\u73ed\u4eba\u5458\u3002\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff0c\u6211\u5728\u7ee7\u7eed\u547c\u53eb\u3002\u6709\u751f\u547d\u5371\u9669\u8bf7\u9a6c\u4e0a\u6253110\u3001119\u6216120\u3002", "lang": "zh", "record": "escalation:E-1"}','sent',1,'2026-03-04 02:05:00.000000',NULL,'','2026-03-04 02:05:00.000000','2026-03-04 02:05:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(17,'sms','emergency','sms','13600000001',NULL,NULL,'{"text": "\u7d27\u6025E-1\u6709\u65b0\u60c5\u51b5\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473", "lang": "zh", "staff": "63b56d393b00bdda277f6bab2edd4462"}','sent',1,'2026-03-04 02:05:00.000000',NULL,'','2026-03-04 02:05:00.000000','2026-03-04 02:05:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(18,'sms','emergency','sms','13600000002',NULL,NULL,'{"text": "\u7d27\u6025E-1\u6709\u65b0\u60c5\u51b5\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473", "lang": "zh", "staff": "4c1f810f618d6d575e59516139be1801"}','sent',1,'2026-03-04 02:05:00.000000',NULL,'','2026-03-04 02:05:00.000000','2026-03-04 02:05:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(19,'sms','emergency','sms','13600000003',NULL,NULL,'{"text": "\u7d27\u6025E-1\u6709\u65b0\u60c5\u51b5\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473", "lang": "zh", "staff": "a5f1dac460620aa2fcede3f38e24f02a"}','sent',1,'2026-03-04 02:05:00.000000',NULL,'','2026-03-04 02:05:00.000000','2026-03-04 02:05:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(20,'sms','emergency','sms','13600000004',NULL,NULL,'{"text": "\u7d27\u6025E-1\u6709\u65b0\u60c5\u51b5\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473", "lang": "zh", "staff": "9293dce921cceb0f9b163ab5ce0f5435"}','sent',1,'2026-03-04 02:05:00.000000',NULL,'','2026-03-04 02:05:00.000000','2026-03-04 02:05:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(21,'sms','emergency','sms','13600000005',NULL,NULL,'{"text": "\u7d27\u6025E-1\u6709\u65b0\u60c5\u51b5\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473", "lang": "zh", "staff": "4a773eabed3cdc515c0ddd6ab86c664a"}','sent',1,'2026-03-04 02:05:00.000000',NULL,'','2026-03-04 02:05:00.000000','2026-03-04 02:05:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(22,'sms','emergency','sms','13600000001',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "63b56d393b00bdda277f6bab2edd4462"}','sent',1,'2026-03-04 02:06:00.000000',NULL,'','2026-03-04 02:06:00.000000','2026-03-04 02:06:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(23,'sms','emergency','sms','13600000002',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "4c1f810f618d6d575e59516139be1801"}','sent',1,'2026-03-04 02:06:00.000000',NULL,'','2026-03-04 02:06:00.000000','2026-03-04 02:06:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(24,'sms','emergency','sms','13600000003',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "a5f1dac460620aa2fcede3f38e24f02a"}','sent',1,'2026-03-04 02:06:00.000000',NULL,'','2026-03-04 02:06:00.000000','2026-03-04 02:06:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(25,'sms','emergency','sms','13600000004',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "9293dce921cceb0f9b163ab5ce0f5435"}','sent',1,'2026-03-04 02:06:00.000000',NULL,'','2026-03-04 02:06:00.000000','2026-03-04 02:06:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(26,'sms','emergency','sms','13600000005',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "4a773eabed3cdc515c0ddd6ab86c664a"}','sent',1,'2026-03-04 02:06:00.000000',NULL,'','2026-03-04 02:06:00.000000','2026-03-04 02:06:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(27,'sms','emergency','sms','13600000006',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "d0d9377c0fee9b4305b1143858f77382"}','sent',1,'2026-03-04 02:06:00.000000',NULL,'','2026-03-04 02:06:00.000000','2026-03-04 02:06:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(28,'sms','emergency','sms','13600000007',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "6f03f09959e450af0174e52a918ca2b2"}','sent',1,'2026-03-04 02:06:00.000000',NULL,'','2026-03-04 02:06:00.000000','2026-03-04 02:06:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(29,'message','emergency','web','48fe2c89203738636776f2c1057036a9','d383103da5d44aaa7146fb08f0a94ded',NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff0c\u6211\u5df2\u7ecf\u5728\u547c\u53eb\u66f4\u591a\u4eba\u3002\u6709\u751f\u547d\u5371\u9669\u8bf7\u9a6c\u4e0a\u6253110\u3001119\u6216120\u3002", "lang": "zh", "record": "escalation:E-1"}','sent',1,'2026-03-04 02:06:00.000000',NULL,'','2026-03-04 02:06:00.000000','2026-03-04 02:06:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(30,'message','normal','web','48fe2c89203738636776f2c1057036a9','d383103da5d44aaa7146fb08f0a94ded',8,'{"text": "\u5df2\u7ecf\u4e3a\u60a8\u6392\u961f\u627e\u5de5\u4f5c\u4eba\u5458\uff0c\u7f16\u53f7H-2\u3002\u524d\u9762\u8fd8\u67091\u4f4d\u3002\u6025\u4e8b\u8bf7\u6253\u503c\u73ed\u7535\u8bdd0571-5550100\u3002\u7b49\u7684\u65f6\u5019\uff0c\u6211\u53ef\u4ee5\u7ee7\u7eed\u5e2e\u60a8\u3002", "lang": "zh", "buttons": [["\u4e0d\u7528\u4eba\u5de5\u4e86", "call:staff.cancel:"]], "record": "handoff:H-2"}','sent',1,'2026-03-04 02:06:00.000000',NULL,'','2026-03-04 02:06:00.000000','2026-03-04 02:06:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(31,'sms','normal','sms','13600000002',NULL,NULL,'{"text": "\u6709\u4f4f\u6237\u8981\u627e\u5de5\u4f5c\u4eba\u5458\uff0c\u7f16\u53f7H-2\u3002\u8bf7\u5230\u5de5\u4f5c\u53f0\u67e5\u770b\u3002", "lang": "zh", "staff": "4c1f810f618d6d575e59516139be1801"}','sent',1,'2026-03-04 02:06:00.000000',NULL,'','2026-03-04 02:06:00.000000','2026-03-04 02:06:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(32,'message','normal','web','cd5f2d0ee40eecce5cd5871518fbf5a9','2b2836532adc29a16dc3c47eefe00ee7',9,'{"text": "I have noted this: bedroom light. The number is T-5. Our duty staff will see it, and I will tell you who comes. When may somebody come?", "lang": "en", "buttons": [["This afternoon", "fill:time=2026-03-04.afternoon@2"], ["Tomorrow morning", "fill:time=2026-03-05.morning@2"], ["Any time", "fill:time=any@2"]], "asks": "time", "record": "ticket:T-5"}','sent',1,'2026-03-04 02:07:00.000000',NULL,'','2026-03-04 02:07:00.000000','2026-03-04 02:07:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(33,'sms','emergency','sms','13600000001',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "63b56d393b00bdda277f6bab2edd4462"}','sent',1,'2026-03-04 02:08:00.000000',NULL,'','2026-03-04 02:08:00.000000','2026-03-04 02:08:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(34,'sms','emergency','sms','13600000002',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "4c1f810f618d6d575e59516139be1801"}','sent',1,'2026-03-04 02:08:00.000000',NULL,'','2026-03-04 02:08:00.000000','2026-03-04 02:08:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(35,'sms','emergency','sms','13600000003',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "a5f1dac460620aa2fcede3f38e24f02a"}','sent',1,'2026-03-04 02:08:00.000000',NULL,'','2026-03-04 02:08:00.000000','2026-03-04 02:08:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(36,'sms','emergency','sms','13600000004',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "9293dce921cceb0f9b163ab5ce0f5435"}','sent',1,'2026-03-04 02:08:00.000000',NULL,'','2026-03-04 02:08:00.000000','2026-03-04 02:08:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(37,'sms','emergency','sms','13600000005',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "4a773eabed3cdc515c0ddd6ab86c664a"}','sent',1,'2026-03-04 02:08:00.000000',NULL,'','2026-03-04 02:08:00.000000','2026-03-04 02:08:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(38,'sms','emergency','sms','13600000006',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "d0d9377c0fee9b4305b1143858f77382"}','sent',1,'2026-03-04 02:08:00.000000',NULL,'','2026-03-04 02:08:00.000000','2026-03-04 02:08:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(39,'sms','emergency','sms','13600000007',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "6f03f09959e450af0174e52a918ca2b2"}','sent',1,'2026-03-04 02:08:00.000000',NULL,'','2026-03-04 02:08:00.000000','2026-03-04 02:08:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(40,'message','normal','web','cd5f2d0ee40eecce5cd5871518fbf5a9','2b2836532adc29a16dc3c47eefe00ee7',10,'{"text": "Good, T-5 is noted for any time. I will tell you who comes.", "lang": "en", "record": "ticket:T-5"}','sent',1,'2026-03-04 02:08:00.000000',NULL,'','2026-03-04 02:08:00.000000','2026-03-04 02:08:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(41,'message','normal','web','cd5f2d0ee40eecce5cd5871518fbf5a9','2b2836532adc29a16dc3c47eefe00ee7',11,'{"text": "Lift works in Building 2\nThe lift of Building 2, Unit 1 is out of service every day from 13:00 to 17:00, 3 to 6 March.\nHours for building work\nBuilding work in homes: working days 08:30-12:00 and 14:00-17:30, not at weekends or on holidays.", "lang": "en"}','sent',1,'2026-03-04 02:09:00.000000',NULL,'','2026-03-04 02:09:00.000000','2026-03-04 02:09:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(42,'sms','emergency','sms','13600000001',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "63b56d393b00bdda277f6bab2edd4462"}','sent',1,'2026-03-04 02:10:00.000000',NULL,'','2026-03-04 02:10:00.000000','2026-03-04 02:10:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(43,'sms','emergency','sms','13600000002',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "4c1f810f618d6d575e59516139be1801"}','sent',1,'2026-03-04 02:10:00.000000',NULL,'','2026-03-04 02:10:00.000000','2026-03-04 02:10:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(44,'sms','emergency','sms','13600000003',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "a5f1dac460620aa2fcede3f38e24f02a"}','sent',1,'2026-03-04 02:10:00.000000',NULL,'','2026-03-04 02:10:00.000000','2026-03-04 02:10:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(45,'sms','emergency','sms','13600000004',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "9293dce921cceb0f9b163ab5ce0f5435"}','sent',1,'2026-03-04 02:10:00.000000',NULL,'','2026-03-04 02:10:00.000000','2026-03-04 02:10:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(46,'sms','emergency','sms','13600000005',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "4a773eabed3cdc515c0ddd6ab86c664a"}','sent',1,'2026-03-04 02:10:00.000000',NULL,'','2026-03-04 02:10:00.000000','2026-03-04 02:10:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(47,'sms','emergency','sms','13600000006',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "d0d9377c0fee9b4305b1143858f77382"}','sent',1,'2026-03-04 02:10:00.000000',NULL,'','2026-03-04 02:10:00.000000','2026-03-04 02:10:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(48,'sms','emergency','sms','13600000007',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "6f03f09959e450af0174e52a918ca2b2"}','sent',1,'2026-03-04 02:10:00.000000',NULL,'','2026-03-04 02:10:00.000000','2026-03-04 02:10:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(49,'message','normal','web','755f311ca6d114dadc80a1ab36665768','eb7d7bcc298cb4b603ebf2a3677e573f',12,'{"text": "\u697c\u9053\u697c\u9053\u706f\u7684\u4e8b\u8bb0\u4e0b\u4e86\uff0c\u7f16\u53f7T-6\u3002\u503c\u73ed\u4eba\u5458\u4f1a\u770b\u5230\uff0c\u6d3e\u597d\u5e08\u5085\u6211\u544a\u8bc9\u60a8\u3002", "lang": "zh", "record": "ticket:T-6"}','sent',1,'2026-03-04 02:10:00.000000',NULL,'','2026-03-04 02:10:00.000000','2026-03-04 02:10:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(50,'message','normal','web','755f311ca6d114dadc80a1ab36665768','eb7d7bcc298cb4b603ebf2a3677e573f',13,'{"text": "\u73b0\u5728\u6ca1\u6709\u6b63\u5728\u529e\u7684\u4e8b\u3002\u9700\u8981\u65f6\u8bf7\u76f4\u63a5\u544a\u8bc9\u6211\u3002", "lang": "zh"}','sent',1,'2026-03-04 02:11:00.000000',NULL,'','2026-03-04 02:11:00.000000','2026-03-04 02:11:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(51,'sms','emergency','sms','13600000001',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "63b56d393b00bdda277f6bab2edd4462"}','sent',1,'2026-03-04 02:12:00.000000',NULL,'','2026-03-04 02:12:00.000000','2026-03-04 02:12:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(52,'sms','emergency','sms','13600000002',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "4c1f810f618d6d575e59516139be1801"}','sent',1,'2026-03-04 02:12:00.000000',NULL,'','2026-03-04 02:12:00.000000','2026-03-04 02:12:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(53,'sms','emergency','sms','13600000003',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "a5f1dac460620aa2fcede3f38e24f02a"}','sent',1,'2026-03-04 02:12:00.000000',NULL,'','2026-03-04 02:12:00.000000','2026-03-04 02:12:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(54,'sms','emergency','sms','13600000004',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "9293dce921cceb0f9b163ab5ce0f5435"}','sent',1,'2026-03-04 02:12:00.000000',NULL,'','2026-03-04 02:12:00.000000','2026-03-04 02:12:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(55,'sms','emergency','sms','13600000005',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "4a773eabed3cdc515c0ddd6ab86c664a"}','sent',1,'2026-03-04 02:12:00.000000',NULL,'','2026-03-04 02:12:00.000000','2026-03-04 02:12:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(56,'sms','emergency','sms','13600000006',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "d0d9377c0fee9b4305b1143858f77382"}','sent',1,'2026-03-04 02:12:00.000000',NULL,'','2026-03-04 02:12:00.000000','2026-03-04 02:12:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(57,'sms','emergency','sms','13600000007',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "6f03f09959e450af0174e52a918ca2b2"}','sent',1,'2026-03-04 02:12:00.000000',NULL,'','2026-03-04 02:12:00.000000','2026-03-04 02:12:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "outbox" VALUES(58,'message','normal','web','755f311ca6d114dadc80a1ab36665768','eb7d7bcc298cb4b603ebf2a3677e573f',14,'{"text": "\u662f\u54ea\u4e00\u5957\u4f4f\u623f\uff1f", "lang": "zh", "buttons": [["2\u680b1\u5355\u5143302", "fill:home=2\u680b1\u5355\u5143302@2"], ["2\u680b1\u5355\u5143303", "fill:home=2\u680b1\u5355\u5143303@2"]], "asks": "home"}','sent',1,'2026-03-04 02:12:00.000000',NULL,'','2026-03-04 02:12:00.000000','2026-03-04 02:12:00.000000','f902f4237fa1bbc7afb825324662784a');
CREATE TABLE payment (
	id VARCHAR(32) NOT NULL, 
	charge_id VARCHAR(32) NOT NULL, 
	home_id VARCHAR(32) NOT NULL, 
	resident_id VARCHAR(32), 
	amount INTEGER NOT NULL, 
	method VARCHAR(20) NOT NULL, 
	receipt VARCHAR(40) NOT NULL, 
	paid_at DATETIME NOT NULL, 
	community_id VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_payment PRIMARY KEY (id), 
	CONSTRAINT fk_payment_charge_id_charge FOREIGN KEY(charge_id) REFERENCES charge (id), 
	CONSTRAINT fk_payment_community_id_community FOREIGN KEY(community_id) REFERENCES community (id), 
	CONSTRAINT fk_payment_home_id_home FOREIGN KEY(home_id) REFERENCES home (id), 
	CONSTRAINT fk_payment_resident_id_resident FOREIGN KEY(resident_id) REFERENCES resident (id), 
	CONSTRAINT uq_payment_charge_id UNIQUE (charge_id), 
	CONSTRAINT uq_payment_community_id_receipt UNIQUE (community_id, receipt)
);
INSERT INTO "payment" VALUES('aad08f4d57b4d3b4a27e95a7649abc08','ae183550e901b196e3e14a69d1384d3f','a52f8375d8c77b6502a7a6aecb2a5bed',NULL,51015,'wechat','QH-0007','2025-12-20 01:12:00.000000','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "payment" VALUES('911b4c85079b445ef7be70386fe8df6c','94c8ee26404d9a998fe520f47f410235','96c25834f1698e2f60446390e18b2fae',NULL,124000,'cash','QH-0003','2025-11-03 02:30:00.000000','f902f4237fa1bbc7afb825324662784a');
CREATE TABLE process (
	id VARCHAR(32) NOT NULL, 
	role VARCHAR(10) NOT NULL, 
	host VARCHAR(64) NOT NULL, 
	version VARCHAR(40) NOT NULL, 
	started_at DATETIME NOT NULL, 
	seen_at DATETIME NOT NULL, 
	ended_at DATETIME, 
	CONSTRAINT pk_process PRIMARY KEY (id)
);
CREATE TABLE resident (
	id VARCHAR(32) NOT NULL, 
	"key" VARCHAR(40) NOT NULL, 
	name VARCHAR(60) NOT NULL, 
	phone VARCHAR(30) NOT NULL, 
	plates JSON NOT NULL, 
	lang VARCHAR(8) NOT NULL, 
	age INTEGER, 
	needs JSON NOT NULL, 
	community_id VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_resident PRIMARY KEY (id), 
	CONSTRAINT fk_resident_community_id_community FOREIGN KEY(community_id) REFERENCES community (id), 
	CONSTRAINT uq_resident_community_id_key UNIQUE (community_id, "key")
);
INSERT INTO "resident" VALUES('11aba65886f7bc47c0875d1e62b84e5a','R1','许明远','13700000001','["\u6d59A7K221"]','zh',41,'{}','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "resident" VALUES('48fe2c89203738636776f2c1057036a9','R2','方秀珍','13700000002','[]','zh',79,'{"living_alone": true}','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "resident" VALUES('cd5f2d0ee40eecce5cd5871518fbf5a9','R3','Nora Quinn','13700000003','[]','en',33,'{}','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "resident" VALUES('755f311ca6d114dadc80a1ab36665768','R4','梁思齐','13700000004','["\u6d59A9M650", "\u6d59AD10386"]','zh',52,'{}','f902f4237fa1bbc7afb825324662784a');
CREATE TABLE resource (
	id VARCHAR(32) NOT NULL, 
	name VARCHAR(60) NOT NULL, 
	data JSON NOT NULL, 
	community_id VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_resource PRIMARY KEY (id), 
	CONSTRAINT fk_resource_community_id_community FOREIGN KEY(community_id) REFERENCES community (id), 
	CONSTRAINT uq_resource_community_id_name UNIQUE (community_id, name)
);
INSERT INTO "resource" VALUES('f1f4e60b05aa396d6d3674b4932e5b09','阅览室','{"open": "09:00", "close": "21:00", "name_en": "Reading Room", "kind": "room", "capacity": 20, "minutes": 120}','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "resource" VALUES('52b903b76a0e1547810eaf8b1adc8471','羽毛球馆','{"open": "08:00", "close": "22:00", "name_en": "Badminton Hall", "aliases": ["\u7403\u9986"], "kind": "court", "capacity": 4, "minutes": 60, "price": 15}','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "resource" VALUES('8a240bcf3f410475899c425108252ff8','露台','{"open": "08:00", "close": "22:00"}','f902f4237fa1bbc7afb825324662784a');
CREATE TABLE session (
	id VARCHAR(32) NOT NULL, 
	token_hash VARCHAR(64) NOT NULL, 
	kind VARCHAR(10) NOT NULL, 
	person_id VARCHAR(32) NOT NULL, 
	created_at DATETIME NOT NULL, 
	seen_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	community_id VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_session PRIMARY KEY (id), 
	CONSTRAINT fk_session_community_id_community FOREIGN KEY(community_id) REFERENCES community (id), 
	CONSTRAINT uq_session_token_hash UNIQUE (token_hash)
);
INSERT INTO "session" VALUES('257ca65badd5fff892e92733614c28d3','19921f4f0c86b396bf9a0dcf569b9e4feeb24fc917df4ee13ce1e1b1ecbf8346','resident','11aba65886f7bc47c0875d1e62b84e5a','2026-03-04 02:13:00.000000','2026-03-04 02:13:00.000000','2026-04-03 02:13:00.000000','f902f4237fa1bbc7afb825324662784a');
CREATE TABLE slip (
	id VARCHAR(32) NOT NULL, 
	code_hash VARCHAR(64) NOT NULL, 
	resident_id VARCHAR(32) NOT NULL, 
	home_id VARCHAR(32), 
	role VARCHAR(10) NOT NULL, 
	issued_by VARCHAR(32) NOT NULL, 
	created_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	used_at DATETIME, 
	community_id VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_slip PRIMARY KEY (id), 
	CONSTRAINT fk_slip_community_id_community FOREIGN KEY(community_id) REFERENCES community (id), 
	CONSTRAINT fk_slip_home_id_home FOREIGN KEY(home_id) REFERENCES home (id), 
	CONSTRAINT fk_slip_resident_id_resident FOREIGN KEY(resident_id) REFERENCES resident (id), 
	CONSTRAINT uq_slip_code_hash UNIQUE (code_hash)
);
INSERT INTO "slip" VALUES('1dbf16f6a451d8584f4b8d2c957269d5','5aec8184aec9629a8b74a25bfa1091f22efbbe52d09aaa69e1e79d1f8c74a620','11aba65886f7bc47c0875d1e62b84e5a',NULL,'','00000000000000000000000000000000','2026-03-04 02:13:00.000000','2026-03-04 02:43:00.000000',NULL,'f902f4237fa1bbc7afb825324662784a');
CREATE TABLE staff (
	id VARCHAR(32) NOT NULL, 
	"key" VARCHAR(40) NOT NULL, 
	name VARCHAR(60) NOT NULL, 
	role VARCHAR(20) NOT NULL, 
	login VARCHAR(60) NOT NULL, 
	password VARCHAR(200) NOT NULL, 
	phone VARCHAR(30) NOT NULL, 
	lang VARCHAR(8) NOT NULL, 
	on_duty BOOLEAN NOT NULL, 
	active BOOLEAN NOT NULL, 
	skills JSON NOT NULL, 
	community_id VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_staff PRIMARY KEY (id), 
	CONSTRAINT fk_staff_community_id_community FOREIGN KEY(community_id) REFERENCES community (id), 
	CONSTRAINT uq_staff_community_id_key UNIQUE (community_id, "key"), 
	CONSTRAINT uq_staff_login UNIQUE (login)
);
INSERT INTO "staff" VALUES('63b56d393b00bdda277f6bab2edd4462','S1','沈若兰','manager','shen.ruolan','','13600000001','zh',1,1,'[]','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "staff" VALUES('4c1f810f618d6d575e59516139be1801','S2','丁晓峰','dispatcher','ding.xiaofeng','','13600000002','zh',1,1,'[]','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "staff" VALUES('a5f1dac460620aa2fcede3f38e24f02a','S3','鲁师傅','repairer','lu.shifu','','13600000003','zh',1,1,'["plumbing", "electrical"]','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "staff" VALUES('9293dce921cceb0f9b163ab5ce0f5435','S4','范建国','security','fan.jianguo','','13600000004','zh',1,1,'[]','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "staff" VALUES('4a773eabed3cdc515c0ddd6ab86c664a','S5','柳青','grid_worker','liu.qing','','13600000005','zh',1,1,'[]','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "staff" VALUES('d0d9377c0fee9b4305b1143858f77382','S6','顾怀山','committee','gu.huaishan','','13600000006','zh',0,1,'[]','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "staff" VALUES('6f03f09959e450af0174e52a918ca2b2','S7','韩一帆','admin','han.yifan','','13600000007','zh',0,1,'[]','f902f4237fa1bbc7afb825324662784a');
CREATE TABLE ticket (
	id VARCHAR(32) NOT NULL, 
	number VARCHAR(20) NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	status VARCHAR(12) NOT NULL, 
	urgency VARCHAR(10) NOT NULL, 
	category VARCHAR(30) NOT NULL, 
	object VARCHAR(60) NOT NULL, 
	location VARCHAR(120) NOT NULL, 
	area VARCHAR(10) NOT NULL, 
	text VARCHAR(2000) NOT NULL, 
	home_id VARCHAR(32), 
	resident_id VARCHAR(32), 
	conversation_id VARCHAR(32), 
	assignee_id VARCHAR(32), 
	wish VARCHAR(120) NOT NULL, 
	wish_from DATETIME, 
	wish_until DATETIME, 
	due_at DATETIME, 
	created_at DATETIME NOT NULL, 
	closed_at DATETIME, 
	rating INTEGER, 
	comment VARCHAR(1000) NOT NULL, 
	data JSON NOT NULL, 
	community_id VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_ticket PRIMARY KEY (id), 
	CONSTRAINT fk_ticket_assignee_id_staff FOREIGN KEY(assignee_id) REFERENCES staff (id), 
	CONSTRAINT fk_ticket_community_id_community FOREIGN KEY(community_id) REFERENCES community (id), 
	CONSTRAINT fk_ticket_home_id_home FOREIGN KEY(home_id) REFERENCES home (id), 
	CONSTRAINT fk_ticket_resident_id_resident FOREIGN KEY(resident_id) REFERENCES resident (id), 
	CONSTRAINT uq_ticket_community_id_number UNIQUE (community_id, number)
);
INSERT INTO "ticket" VALUES('df321d94d58967c197571f3e729dff7c','T-1','repair','open','normal','intercom','','','home','门口对讲听不见声音','a52f8375d8c77b6502a7a6aecb2a5bed','11aba65886f7bc47c0875d1e62b84e5a',NULL,NULL,'',NULL,NULL,NULL,'2026-03-02 10:40:00.000000',NULL,NULL,'','{}','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "ticket" VALUES('2466888b640243007ff1f3a1e2b41b33','T-2','repair','paused','normal','heating','','bedroom','home','The radiator in the bedroom stays cold','0db6eb9259a39de0878f4b473a6d046e','cd5f2d0ee40eecce5cd5871518fbf5a9',NULL,'a5f1dac460620aa2fcede3f38e24f02a','',NULL,NULL,NULL,'2026-02-27 01:05:00.000000',NULL,NULL,'','{}','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "ticket" VALUES('0fbdc4e6d29ad19c7c9bb74680a5304f','T-3','repair','done','normal','plumbing','','厨房','home','厨房水龙头关不紧','7e8ee9b51aa1dbd477006645c7fe43d6','755f311ca6d114dadc80a1ab36665768',NULL,'a5f1dac460620aa2fcede3f38e24f02a','',NULL,NULL,NULL,'2026-02-25 12:10:00.000000','2026-02-25 12:10:00.000000',NULL,'','{}','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "ticket" VALUES('28ff44370339e46109f6ae9c4cbfbc52','H-1','handoff','open','normal','','','','','物业电话多少',NULL,NULL,'28d69d53b6b7119e7dcbeb331168bbc0',NULL,'',NULL,NULL,NULL,'2026-03-04 02:00:00.000000',NULL,NULL,'','{"reason": "\u7269\u4e1a\u7535\u8bdd\u591a\u5c11", "target": "", "callback": "", "position": 1}','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "ticket" VALUES('878b93d576a1c2266aa5e9dfecde424b','T-4','repair','open','normal','plumbing','水龙头','厨房','home','厨房漏水了，水龙头一直滴','a52f8375d8c77b6502a7a6aecb2a5bed','11aba65886f7bc47c0875d1e62b84e5a','a585abd178b929a8156a8a7f033f4a8a',NULL,'明天下午','2026-03-05 04:00:00.000000','2026-03-05 10:00:00.000000',NULL,'2026-03-04 02:00:00.000000',NULL,NULL,'','{"thing": "tap", "said": "\u6f0f\u6c34", "contact": "", "house": "", "unverified": false, "lang": "zh", "part": "afternoon", "clock": false}','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "ticket" VALUES('e5753715af7c0dae7ee221882dceb0c4','E-1','emergency','open','high','gas','','1栋1单元102，7栋2单元1103','','家里有煤气味',NULL,'48fe2c89203738636776f2c1057036a9','d383103da5d44aaa7146fb08f0a94ded',NULL,'',NULL,NULL,NULL,'2026-03-04 02:04:00.000000',NULL,NULL,'','{"escalation": "9420f216387cf8f9b302751379ae8d58"}','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "ticket" VALUES('7574891c98dc4f74c9f509648e9c7f31','H-2','handoff','open','normal','','','','','转人工',NULL,'48fe2c89203738636776f2c1057036a9','d383103da5d44aaa7146fb08f0a94ded',NULL,'',NULL,NULL,NULL,'2026-03-04 02:06:00.000000',NULL,NULL,'','{"reason": "\u8f6c\u4eba\u5de5", "target": "front_desk", "callback": "13700000002", "position": 2}','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "ticket" VALUES('bf7929dab6667985fab09c2cf84f7430','T-5','repair','open','normal','electrical','light','bedroom','home','My bedroom light is broken','0db6eb9259a39de0878f4b473a6d046e','cd5f2d0ee40eecce5cd5871518fbf5a9','2b2836532adc29a16dc3c47eefe00ee7',NULL,'any time',NULL,NULL,NULL,'2026-03-04 02:07:00.000000',NULL,NULL,'','{"thing": "light", "said": "light", "contact": "", "house": "", "unverified": false, "lang": "en"}','f902f4237fa1bbc7afb825324662784a');
INSERT INTO "ticket" VALUES('82cc43fe41afddf18ec6d4665e9ed8b8','T-6','repair','open','normal','public_facility','楼道灯','楼道','public','楼道灯不亮了','7e8ee9b51aa1dbd477006645c7fe43d6','755f311ca6d114dadc80a1ab36665768','eb7d7bcc298cb4b603ebf2a3677e573f',NULL,'',NULL,NULL,NULL,'2026-03-04 02:10:00.000000',NULL,NULL,'','{"thing": "corridor_light", "said": "\u697c\u9053\u706f", "contact": "", "house": "", "unverified": false, "lang": "zh"}','f902f4237fa1bbc7afb825324662784a');
CREATE TABLE ticket_entry (
	id VARCHAR(32) NOT NULL, 
	ticket_id VARCHAR(32) NOT NULL, 
	at DATETIME NOT NULL, 
	author VARCHAR(12) NOT NULL, 
	author_id VARCHAR(32), 
	kind VARCHAR(12) NOT NULL, 
	text VARCHAR(2000) NOT NULL, 
	file_id VARCHAR(64), 
	public BOOLEAN NOT NULL, 
	community_id VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_ticket_entry PRIMARY KEY (id), 
	CONSTRAINT fk_ticket_entry_community_id_community FOREIGN KEY(community_id) REFERENCES community (id), 
	CONSTRAINT fk_ticket_entry_ticket_id_ticket FOREIGN KEY(ticket_id) REFERENCES ticket (id) ON DELETE CASCADE
);
INSERT INTO "ticket_entry" VALUES('97adf626a859c875842c02b8748c06be','28ff44370339e46109f6ae9c4cbfbc52','2026-03-04 02:00:00.000000','resident',NULL,'text','物业电话多少',NULL,0,'f902f4237fa1bbc7afb825324662784a');
INSERT INTO "ticket_entry" VALUES('308f079ceeb629ca994bfffff26249cd','878b93d576a1c2266aa5e9dfecde424b','2026-03-04 02:01:00.000000','resident','11aba65886f7bc47c0875d1e62b84e5a','text','方便上门：明天（3月5日）下午',NULL,1,'f902f4237fa1bbc7afb825324662784a');
INSERT INTO "ticket_entry" VALUES('34361f2c7ae9d6d51dccd060ef671c6f','e5753715af7c0dae7ee221882dceb0c4','2026-03-04 02:04:00.000000','resident',NULL,'text','家里有煤气味',NULL,0,'f902f4237fa1bbc7afb825324662784a');
INSERT INTO "ticket_entry" VALUES('c8d27cda5ed118a6ef8bcb6e0025ccd6','e5753715af7c0dae7ee221882dceb0c4','2026-03-04 02:04:00.000001','assistant',NULL,'status','第1级呼叫：丁晓峰、范建国',NULL,0,'f902f4237fa1bbc7afb825324662784a');
INSERT INTO "ticket_entry" VALUES('3425a951285f9232f980efd3808035a0','e5753715af7c0dae7ee221882dceb0c4','2026-03-04 02:05:00.000000','assistant',NULL,'status','第2级呼叫：沈若兰、丁晓峰、鲁师傅、范建国、柳青',NULL,0,'f902f4237fa1bbc7afb825324662784a');
INSERT INTO "ticket_entry" VALUES('ad0498b36291a6805d722b5451b18c8b','e5753715af7c0dae7ee221882dceb0c4','2026-03-04 02:05:00.000000','resident',NULL,'text','7栋2单元1103',NULL,0,'f902f4237fa1bbc7afb825324662784a');
INSERT INTO "ticket_entry" VALUES('276a573a199c1437b56b18344b6caa17','e5753715af7c0dae7ee221882dceb0c4','2026-03-04 02:05:00.000001','resident',NULL,'text','7栋2单元1103',NULL,0,'f902f4237fa1bbc7afb825324662784a');
INSERT INTO "ticket_entry" VALUES('559163fe646a91dcfb9ac9303acc70d9','e5753715af7c0dae7ee221882dceb0c4','2026-03-04 02:06:00.000000','assistant',NULL,'status','第3级呼叫：沈若兰、丁晓峰、鲁师傅、范建国、柳青、顾怀山、韩一帆',NULL,0,'f902f4237fa1bbc7afb825324662784a');
INSERT INTO "ticket_entry" VALUES('c7c78c04133ed091e0dee8d7ba786db5','7574891c98dc4f74c9f509648e9c7f31','2026-03-04 02:06:00.000000','resident',NULL,'text','转人工',NULL,0,'f902f4237fa1bbc7afb825324662784a');
INSERT INTO "ticket_entry" VALUES('bc003ed7e9fded5274913508e1f93afd','e5753715af7c0dae7ee221882dceb0c4','2026-03-04 02:08:00.000000','assistant',NULL,'status','第3级呼叫：沈若兰、丁晓峰、鲁师傅、范建国、柳青、顾怀山、韩一帆',NULL,0,'f902f4237fa1bbc7afb825324662784a');
INSERT INTO "ticket_entry" VALUES('a6873f59751ee66c4b96c08be5a49abf','bf7929dab6667985fab09c2cf84f7430','2026-03-04 02:08:00.000000','resident','cd5f2d0ee40eecce5cd5871518fbf5a9','text','方便上门：any time',NULL,1,'f902f4237fa1bbc7afb825324662784a');
INSERT INTO "ticket_entry" VALUES('c0b11078e82a295be4426aa4a3b6483e','e5753715af7c0dae7ee221882dceb0c4','2026-03-04 02:10:00.000000','assistant',NULL,'status','第3级呼叫：沈若兰、丁晓峰、鲁师傅、范建国、柳青、顾怀山、韩一帆',NULL,0,'f902f4237fa1bbc7afb825324662784a');
INSERT INTO "ticket_entry" VALUES('d2906b4de0245cc932eacdb2ef464d8a','e5753715af7c0dae7ee221882dceb0c4','2026-03-04 02:12:00.000000','assistant',NULL,'status','第3级呼叫：沈若兰、丁晓峰、鲁师傅、范建国、柳青、顾怀山、韩一帆',NULL,0,'f902f4237fa1bbc7afb825324662784a');
CREATE TABLE upload (
	id VARCHAR(64) NOT NULL, 
	channel VARCHAR(20) NOT NULL, 
	thread VARCHAR(120) NOT NULL, 
	media_type VARCHAR(40) NOT NULL, 
	size INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	community_id VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_upload PRIMARY KEY (id), 
	CONSTRAINT fk_upload_community_id_community FOREIGN KEY(community_id) REFERENCES community (id)
);
CREATE TABLE version_core (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT version_core_pkc PRIMARY KEY (version_num)
);
INSERT INTO "version_core" VALUES('0004');
CREATE TABLE version_emergencies (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT version_emergencies_pkc PRIMARY KEY (version_num)
);
INSERT INTO "version_emergencies" VALUES('0001');
CREATE TABLE version_notices (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT version_notices_pkc PRIMARY KEY (version_num)
);
INSERT INTO "version_notices" VALUES('notices_0001');
CREATE TABLE wrong_try (
	id VARCHAR(32) NOT NULL, 
	channel VARCHAR(20) NOT NULL, 
	address VARCHAR(120) NOT NULL, 
	count INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	community_id VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_wrong_try PRIMARY KEY (id), 
	CONSTRAINT fk_wrong_try_community_id_community FOREIGN KEY(community_id) REFERENCES community (id), 
	CONSTRAINT uq_wrong_try_channel_address UNIQUE (channel, address)
);
INSERT INTO "wrong_try" VALUES('356e6de35d83e4f1cbf04e91e7062382','web','stranger',1,'2026-03-04 02:13:00.000000','f902f4237fa1bbc7afb825324662784a');
CREATE INDEX ix_building_community_id ON building (community_id);
CREATE INDEX ix_counter_community_id ON counter (community_id);
CREATE INDEX ix_held_community_id ON held (community_id);
CREATE INDEX ix_job_community_id ON job (community_id);
CREATE INDEX ix_job_due ON job (state, due);
CREATE INDEX ix_resident_community_id ON resident (community_id);
CREATE INDEX ix_resource_community_id ON resource (community_id);
CREATE INDEX ix_session_community_id ON session (community_id);
CREATE INDEX ix_session_person ON session (person_id);
CREATE INDEX ix_staff_community_id ON staff (community_id);
CREATE INDEX ix_upload_community_id ON upload (community_id);
CREATE INDEX ix_upload_created ON upload (created_at);
CREATE INDEX ix_upload_thread ON upload (channel, thread);
CREATE INDEX ix_wrong_try_community_id ON wrong_try (community_id);
CREATE INDEX ix_account_community_id ON account (community_id);
CREATE INDEX ix_account_resident_id ON account (resident_id);
CREATE INDEX ix_desk_access_community_id ON desk_access (community_id);
CREATE INDEX ix_desk_access_resident ON desk_access (resident_id, at);
CREATE INDEX ix_desk_access_staff ON desk_access (staff_id, resident_id, at);
CREATE INDEX ix_home_building_id ON home (building_id);
CREATE INDEX ix_home_community_id ON home (community_id);
CREATE INDEX ix_lift_building_id ON lift (building_id);
CREATE INDEX ix_lift_community_id ON lift (community_id);
CREATE INDEX ix_charge_community_id ON charge (community_id);
CREATE INDEX ix_charge_home_id ON charge (home_id);
CREATE INDEX ix_device_community_id ON device (community_id);
CREATE INDEX ix_device_home_id ON device (home_id);
CREATE INDEX ix_occupancy_community_id ON occupancy (community_id);
CREATE INDEX ix_occupancy_home_id ON occupancy (home_id);
CREATE INDEX ix_occupancy_resident_id ON occupancy (resident_id);
CREATE INDEX ix_slip_community_id ON slip (community_id);
CREATE INDEX ix_slip_resident_id ON slip (resident_id);
CREATE INDEX ix_ticket_assignee_id ON ticket (assignee_id);
CREATE INDEX ix_ticket_community_id ON ticket (community_id);
CREATE INDEX ix_ticket_conversation_id ON ticket (conversation_id);
CREATE INDEX ix_ticket_home_id ON ticket (home_id);
CREATE INDEX ix_ticket_open ON ticket (community_id, status, created_at);
CREATE INDEX ix_ticket_resident_id ON ticket (resident_id);
CREATE INDEX ix_payment_community_id ON payment (community_id);
CREATE INDEX ix_payment_home_id ON payment (home_id);
CREATE INDEX ix_ticket_entry_community_id ON ticket_entry (community_id);
CREATE INDEX ix_ticket_entry_ticket_id ON ticket_entry (ticket_id);
CREATE INDEX ix_inbox_community_id ON inbox (community_id);
CREATE INDEX ix_inbox_history ON inbox (conversation_id, id);
CREATE INDEX ix_inbox_pending ON inbox (state, conversation_id, id);
CREATE INDEX ix_outbox_community_id ON outbox (community_id);
CREATE INDEX ix_outbox_due ON outbox (state, lane, id);
CREATE INDEX ix_outbox_history ON outbox (conversation_id, id);
CREATE INDEX ix_outbox_thread ON outbox (channel, thread, state, id);
CREATE INDEX ix_conversation_resident ON conversation (resident_id, updated_at);
CREATE INDEX ix_conversation_community_id ON conversation (community_id);
CREATE INDEX ix_api_key_community_id ON api_key (community_id);
CREATE INDEX ix_api_key_staff ON api_key (staff_id);
CREATE INDEX ix_api_delivery_community_id ON api_delivery (community_id);
CREATE INDEX ix_api_delivery_thread ON api_delivery (key_id, thread, number);
CREATE INDEX ix_process_seen ON process (ended_at, seen_at);
CREATE INDEX ix_finding_community_id ON finding (community_id);
CREATE INDEX ix_finding_open ON finding (community_id, closed_at);
CREATE INDEX ix_emergencies_escalation_community_id ON emergencies_escalation (community_id);
CREATE INDEX ix_emergencies_escalation_ticket_id ON emergencies_escalation (ticket_id);
CREATE INDEX ix_emergencies_escalation_conversation_id ON emergencies_escalation (conversation_id);
CREATE INDEX ix_emergencies_escalation_resident_id ON emergencies_escalation (resident_id);
CREATE INDEX ix_emergencies_escalation_open ON emergencies_escalation (community_id, status, created_at);
CREATE INDEX ix_notices_notice_community_id ON notices_notice (community_id);
COMMIT;
