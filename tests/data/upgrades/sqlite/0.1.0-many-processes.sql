-- The database that commit 9ac3728 makes; written by make.py
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
INSERT INTO "account" VALUES('3206a6a6b4e79cedafdefe7d60b18145','web','19c5b2ff89ed93d18ba08a5d8d2a71af','19c5b2ff89ed93d18ba08a5d8d2a71af','2026-03-04 02:00:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "account" VALUES('94c181ce7709820f4e7fa1baffee6571','web','4a010f868d2dbf57517f6d8248a3b5e0','4a010f868d2dbf57517f6d8248a3b5e0','2026-03-04 02:04:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "account" VALUES('5f94e67131d6a3bebe0fc14f9e0a6626','web','5a87785427a641bb5ef3006c77fd66b0','5a87785427a641bb5ef3006c77fd66b0','2026-03-04 02:07:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "account" VALUES('81a5391411656f1d30ff2b0533b04aba','web','929d3622c36c4c56a6e97a5044ea429e','929d3622c36c4c56a6e97a5044ea429e','2026-03-04 02:10:00.000000','fe3f07cea399e9211e583e67f10bc157');
CREATE TABLE building (
	id VARCHAR(32) NOT NULL, 
	name VARCHAR(40) NOT NULL, 
	community_id VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_building PRIMARY KEY (id), 
	CONSTRAINT fk_building_community_id_community FOREIGN KEY(community_id) REFERENCES community (id), 
	CONSTRAINT uq_building_community_id_name UNIQUE (community_id, name)
);
INSERT INTO "building" VALUES('51ed7314127a8150cd83539a2f272042','1栋','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "building" VALUES('dffa08f6ee7cde792813af78adf1a1b6','2栋','fe3f07cea399e9211e583e67f10bc157');
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
INSERT INTO "charge" VALUES('d7307b5ad1170cd3d8639b6b5f1596a4','59a8a50c060a6f03facb9cc533a6bf10','property','2025Q4',51015,'paid','2025-12-31','89.5 m² × 1.90 元 × 3 个月','89.5 m² × 1.90 yuan × 3 months','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "charge" VALUES('275de5e4b93a52768b30961c74ad7f1b','59a8a50c060a6f03facb9cc533a6bf10','property','2026Q1',51015,'unpaid','2026-03-31','89.5 m² × 1.90 元 × 3 个月','89.5 m² × 1.90 yuan × 3 months','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "charge" VALUES('a1bf2581a0e7ab14399ee244ad449d04','59a8a50c060a6f03facb9cc533a6bf10','water','2026-02',4725,'unpaid','2026-03-15','15 吨 × 3.15 元','15 t × 3.15 yuan','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "charge" VALUES('ff561434d3b7eb728f02d236fcd42b68','59a8a50c060a6f03facb9cc533a6bf10','electric','2026-02',13260,'unpaid','2026-03-15','','','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "charge" VALUES('fc9fc74c0a69cc2a2f32ec9a4c6f59d2','59a8a50c060a6f03facb9cc533a6bf10','parking','2026-03',26000,'unpaid','2026-03-10','','','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "charge" VALUES('4dd81b48b1b5cfeb37128924b00161ed','144c20f69db681a1357d5bb86e17b5d0','property','2026Q1',35340,'unpaid','2026-03-31','','','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "charge" VALUES('21718a539a4312d2e8290cd565f00d3d','144c20f69db681a1357d5bb86e17b5d0','gas','2026-02',3880,'unpaid','2026-03-15','','','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "charge" VALUES('a089a208921e79304dd3d77c68d324e5','144c20f69db681a1357d5bb86e17b5d0','heating','2025',124000,'paid',NULL,'','','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "charge" VALUES('b56e2ef77f5cf4bb38816efc161aabf6','66ea9eabc39f8d03fcd0367905057349','property','2026Q1',42893,'unpaid','2026-03-31','','','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "charge" VALUES('33e9d397a4ae242403c050c9828de4ec','66ea9eabc39f8d03fcd0367905057349','water','2026-02',21550,'disputed','2026-03-15','','','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "charge" VALUES('a597c6ee3e9d42ce3224b9512e1d6035','66ea9eabc39f8d03fcd0367905057349','garbage','2026',6000,'unpaid','2026-06-30','','','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "charge" VALUES('082d989f0e12cbeae8c12b081f15e0f1','8dcc4a30c06a0c152f7030c18dd728e8','property','2026Q1',62700,'unpaid','2026-03-31','','','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "charge" VALUES('fbe5cdd134d75d44753c5289510b9738','8dcc4a30c06a0c152f7030c18dd728e8','shared_electric','2026-01',975,'unpaid',NULL,'','','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "charge" VALUES('eadffdffffd32c0a475e02f1665bb11a','cdff8a512073f55d4f3e874b7621b9e1','property','2025Q4',27702,'unpaid','2025-12-31','','','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "charge" VALUES('fd04ab1251561d0214f98f009f0cdb5b','cdff8a512073f55d4f3e874b7621b9e1','property','2026Q1',27702,'unpaid','2026-03-31','','','fe3f07cea399e9211e583e67f10bc157');
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
INSERT INTO "community" VALUES('fe3f07cea399e9211e583e67f10bc157','青禾里','Qinghe Lane','Asia/Shanghai','0571-5550100','{"office_hours": "08:00-20:00"}');
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
	CONSTRAINT fk_conversation_owner_id_staff FOREIGN KEY(owner_id) REFERENCES staff (id), 
	CONSTRAINT fk_conversation_community_id_community FOREIGN KEY(community_id) REFERENCES community (id), 
	CONSTRAINT fk_conversation_ticket_id_ticket FOREIGN KEY(ticket_id) REFERENCES ticket (id) ON DELETE SET NULL, 
	CONSTRAINT uq_conversation_channel_thread UNIQUE (channel, thread)
);
INSERT INTO "conversation" VALUES('2f55e2e459905ef75b46cf7aff41b986','web','guest',NULL,'zh',NULL,'3339fca3a2c33ba5013834de894ce5a6','{"open": null, "stack": [], "shown": [], "failures": 0, "serial": 0, "unclear": "", "last": "\u5df2\u7ecf\u8bf7\u5de5\u4f5c\u4eba\u5458\u6765\u5e2e\u60a8\uff0c\u7f16\u53f7H-1\u3002\u60a8\u6392\u5728\u7b2c\u4e00\u4f4d\uff0c\u8bf7\u7a0d\u5019\u3002\u6025\u4e8b\u8bf7\u6253\u503c\u73ed\u7535\u8bdd0571-5550100\u3002\u7b49\u7684\u65f6\u5019\uff0c\u6211\u53ef\u4ee5\u7ee7\u7eed\u5e2e\u60a8\u3002", "last_asked": null, "settings": {}}',0,'2026-03-04 02:00:00.000000','2026-03-04 02:00:00.000000','fe3f07cea399e9211e583e67f10bc157',1,NULL,NULL,0);
INSERT INTO "conversation" VALUES('1d3710a6e10e12576b0da33775286ff4','web','19c5b2ff89ed93d18ba08a5d8d2a71af','19c5b2ff89ed93d18ba08a5d8d2a71af','zh',NULL,NULL,'{"open": null, "stack": [], "shown": ["ticket:T-4", "ticket:T-1"], "failures": 0, "serial": 2, "unclear": "", "last": "T-4\uff0c\u53a8\u623f\u6c34\u9f99\u5934\uff1a\u8fd8\u6ca1\u6d3e\u5e08\u5085\uff0c\u6d3e\u597d\u6211\u544a\u8bc9\u60a8\u3002\u65f6\u95f4\u662f\u660e\u5929\uff083\u67085\u65e5\uff09\u4e0b\u5348\u3002\nT-1\uff0c\u95e8\u53e3\u5bf9\u8bb2\u542c\u4e0d\u89c1\u58f0\u97f3\uff1a\u5468\u4e00\uff083\u67082\u65e5\uff09\u62a5\u7684\uff0c\u8fd8\u6ca1\u6d3e\u5e08\u5085\uff0c\u8ba9\u60a8\u4e45\u7b49\u4e86\u3002\u60a8\u53ef\u4ee5\u50ac\u4e00\u4e0b\u3002", "last_asked": null, "settings": {}}',0,'2026-03-04 02:00:00.000000','2026-03-04 02:03:00.000000','fe3f07cea399e9211e583e67f10bc157',1,NULL,NULL,0);
INSERT INTO "conversation" VALUES('4e8a91e27b3c840527e0f1b738fce983','web','4a010f868d2dbf57517f6d8248a3b5e0','4a010f868d2dbf57517f6d8248a3b5e0','zh',NULL,'030f90cdb72d59e1301a31f2762bed44','{"open": null, "stack": [], "shown": [], "failures": 0, "serial": 1, "unclear": "", "last": "\u5df2\u7ecf\u4e3a\u60a8\u6392\u961f\u627e\u5de5\u4f5c\u4eba\u5458\uff0c\u7f16\u53f7H-2\u3002\u524d\u9762\u8fd8\u67091\u4f4d\u3002\u6025\u4e8b\u8bf7\u6253\u503c\u73ed\u7535\u8bdd0571-5550100\u3002\u7b49\u7684\u65f6\u5019\uff0c\u6211\u53ef\u4ee5\u7ee7\u7eed\u5e2e\u60a8\u3002", "last_asked": null, "settings": {}}',0,'2026-03-04 02:04:00.000000','2026-03-04 02:06:00.000000','fe3f07cea399e9211e583e67f10bc157',1,NULL,NULL,0);
INSERT INTO "conversation" VALUES('4da276644df6f7e0eb9a96650798dc94','web','5a87785427a641bb5ef3006c77fd66b0','5a87785427a641bb5ef3006c77fd66b0','en',NULL,NULL,'{"open": null, "stack": [], "shown": ["ticket:T-5"], "failures": 0, "serial": 2, "unclear": "", "last": "Lift works in Building 2\nThe lift of Building 2, Unit 1 is out of service every day from 13:00 to 17:00, 3 to 6 March.\nHours for building work\nBuilding work in homes: working days 08:30-12:00 and 14:00-17:30, not at weekends or on holidays.", "last_asked": null, "settings": {}}',0,'2026-03-04 02:07:00.000000','2026-03-04 02:09:00.000000','fe3f07cea399e9211e583e67f10bc157',1,NULL,NULL,0);
INSERT INTO "conversation" VALUES('33b95bc4d414e5f9eb9648730c9f9178','web','929d3622c36c4c56a6e97a5044ea429e','929d3622c36c4c56a6e97a5044ea429e','zh',NULL,NULL,'{"open": {"form": "homes.member", "values": {"role": "family"}, "asked": "home", "confirming": false, "tries": 0, "serial": 2}, "stack": [], "shown": ["ticket:T-6"], "failures": 0, "serial": 2, "unclear": "", "last": "\u662f\u54ea\u4e00\u5957\u4f4f\u623f\uff1f", "last_asked": "home", "settings": {}}',0,'2026-03-04 02:10:00.000000','2026-03-04 02:12:00.000000','fe3f07cea399e9211e583e67f10bc157',1,NULL,NULL,0);
CREATE TABLE counter (
	id VARCHAR(32) NOT NULL, 
	name VARCHAR(20) NOT NULL, 
	value INTEGER NOT NULL, 
	community_id VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_counter PRIMARY KEY (id), 
	CONSTRAINT fk_counter_community_id_community FOREIGN KEY(community_id) REFERENCES community (id), 
	CONSTRAINT uq_counter_community_id_name UNIQUE (community_id, name)
);
INSERT INTO "counter" VALUES('b935895047375f214bfc615517897c42','ticket',6,'fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "counter" VALUES('659803dd752b2e4cbaeedd811d5d75d9','handoff',2,'fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "counter" VALUES('ac3de03e3804f8f1853c14da3e6f5fb7','emergency',1,'fe3f07cea399e9211e583e67f10bc157');
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
INSERT INTO "device" VALUES('b71d8b93d37e3857bccc1abda61e08b1','59a8a50c060a6f03facb9cc533a6bf10','客厅灯','','{"state": "on"}','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "device" VALUES('4c9c2a430c358c9d2ef5401d656162c5','59a8a50c060a6f03facb9cc533a6bf10','卧室灯','','{"state": "off"}','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "device" VALUES('b60cccb8553d486261270cd8f4c8c652','59a8a50c060a6f03facb9cc533a6bf10','客厅空调','','{"state": "on", "value": 24}','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "device" VALUES('2f2f540246709b47846e1b36118a87a6','59a8a50c060a6f03facb9cc533a6bf10','客厅窗帘','','{"state": "closed"}','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "device" VALUES('b54bd89f70e0adb3c3a7978fb16705a8','66ea9eabc39f8d03fcd0367905057349','living room light','','{"state": "off"}','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "device" VALUES('094292f499a294add1871c9fa9f7c38c','66ea9eabc39f8d03fcd0367905057349','hall light','','{"state": "on"}','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "device" VALUES('42e82ce3474a3b8a52a99284f23dd56a','66ea9eabc39f8d03fcd0367905057349','bedroom AC','','{"state": "off"}','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "device" VALUES('393dc602492b60947faf2424033eee5d',NULL,'1栋1单元门','','{}','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "device" VALUES('d37670a3485a9ed921780d3d35f2df74',NULL,'2栋1单元门','','{}','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "device" VALUES('93764d930bec17216344365e7614ab33',NULL,'北门道闸','','{}','fe3f07cea399e9211e583e67f10bc157');
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
INSERT INTO "emergencies_escalation" VALUES('845797ec9699ac82711b484e776b7eef','fe3f07cea399e9211e583e67f10bc157','d9fcb5ce8edcabfcf8fda4d11a9236bd','4e8a91e27b3c840527e0f1b738fce983','4a010f868d2dbf57517f6d8248a3b5e0','E-1','gas','1栋1单元102','1栋1单元102，7栋2单元1103',1,'家里有煤气味；7栋2单元1103',3,'open','["admin", "committee", "dispatcher", "grid_worker", "manager", "repairer", "security"]',0,'zh',NULL,NULL,'2026-03-04 02:04:00.000000',NULL);
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
INSERT INTO "held" VALUES('ed6696b22ad08bd68cc7444e7e7d224f','lifts.more','1栋1单元电梯','{"name_en": "Lift", "floors": [1, 11]}','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "held" VALUES('45d8182149416584466f7e3cb4ad68c7','lifts.more','2栋1单元电梯','{"name_en": "Lift", "floors": [-1, 18]}','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "held" VALUES('4b08cc3a2440f4a281438fa0d0333501','bookings','00001','{"key": "B-1", "by": "R4", "resource": "\u7fbd\u6bdb\u7403\u9986", "date": "2026-03-05", "start": "19:00", "end": "20:00"}','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "held" VALUES('0e7edaea090cf3de890413d7b9a81e9f','visitor_passes','00001','{"key": "V-1", "home": "1\u680b1\u5355\u5143101", "by": "R1", "name": "\u8bb8\u654f", "date": "2026-03-07", "status": "active"}','fe3f07cea399e9211e583e67f10bc157');
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
INSERT INTO "home" VALUES('59a8a50c060a6f03facb9cc533a6bf10','51ed7314127a8150cd83539a2f272042','1栋1单元101','1单元','101',8950,'fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "home" VALUES('144c20f69db681a1357d5bb86e17b5d0','51ed7314127a8150cd83539a2f272042','1栋1单元102','1单元','102',6200,'fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "home" VALUES('66ea9eabc39f8d03fcd0367905057349','dffa08f6ee7cde792813af78adf1a1b6','2栋1单元301','1单元','301',7525,'fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "home" VALUES('8dcc4a30c06a0c152f7030c18dd728e8','dffa08f6ee7cde792813af78adf1a1b6','2栋1单元302','1单元','302',11000,'fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "home" VALUES('cdff8a512073f55d4f3e874b7621b9e1','dffa08f6ee7cde792813af78adf1a1b6','2栋1单元303','1单元','303',4860,'fe3f07cea399e9211e583e67f10bc157');
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
	community_id VARCHAR(32) NOT NULL, sequence BIGINT DEFAULT '0' NOT NULL, due DATETIME, 
	CONSTRAINT pk_inbox PRIMARY KEY (id), 
	CONSTRAINT fk_inbox_community_id_community FOREIGN KEY(community_id) REFERENCES community (id), 
	CONSTRAINT fk_inbox_conversation_id_conversation FOREIGN KEY(conversation_id) REFERENCES conversation (id), 
	CONSTRAINT uq_inbox_channel_update_id UNIQUE (channel, update_id)
);
INSERT INTO "inbox" VALUES(1,'web','guest:1','2f55e2e459905ef75b46cf7aff41b986','text','{"community": "fe3f07cea399e9211e583e67f10bc157", "channel": "web", "update_id": "guest:1", "thread": "guest", "sender": "guest", "sent_at": "2026-03-04T02:00:00+00:00", "kind": "text", "text": "\u7269\u4e1a\u7535\u8bdd\u591a\u5c11", "files": [], "lang": null, "private": true, "sequence": 0, "wait": 0.0, "place": ""}','done','','2026-03-04 02:00:00.000000','fe3f07cea399e9211e583e67f10bc157',0,NULL);
INSERT INTO "inbox" VALUES(2,'web','R1:厨房漏水了，水龙头一直滴','1d3710a6e10e12576b0da33775286ff4','text','{"community": "fe3f07cea399e9211e583e67f10bc157", "channel": "web", "update_id": "R1:\u53a8\u623f\u6f0f\u6c34\u4e86\uff0c\u6c34\u9f99\u5934\u4e00\u76f4\u6ef4", "thread": "19c5b2ff89ed93d18ba08a5d8d2a71af", "sender": "19c5b2ff89ed93d18ba08a5d8d2a71af", "sent_at": "2026-03-04T02:00:00+00:00", "kind": "text", "text": "\u53a8\u623f\u6f0f\u6c34\u4e86\uff0c\u6c34\u9f99\u5934\u4e00\u76f4\u6ef4", "files": [], "lang": null, "private": true, "sequence": 0, "wait": 0.0, "place": ""}','done','','2026-03-04 02:00:00.000000','fe3f07cea399e9211e583e67f10bc157',0,NULL);
INSERT INTO "inbox" VALUES(3,'web','R1:明天下午','1d3710a6e10e12576b0da33775286ff4','text','{"community": "fe3f07cea399e9211e583e67f10bc157", "channel": "web", "update_id": "R1:\u660e\u5929\u4e0b\u5348", "thread": "19c5b2ff89ed93d18ba08a5d8d2a71af", "sender": "19c5b2ff89ed93d18ba08a5d8d2a71af", "sent_at": "2026-03-04T02:01:00+00:00", "kind": "text", "text": "\u660e\u5929\u4e0b\u5348", "files": [], "lang": null, "private": true, "sequence": 0, "wait": 0.0, "place": ""}','done','','2026-03-04 02:01:00.000000','fe3f07cea399e9211e583e67f10bc157',0,NULL);
INSERT INTO "inbox" VALUES(4,'web','R1:我这个季度物业费多少','1d3710a6e10e12576b0da33775286ff4','text','{"community": "fe3f07cea399e9211e583e67f10bc157", "channel": "web", "update_id": "R1:\u6211\u8fd9\u4e2a\u5b63\u5ea6\u7269\u4e1a\u8d39\u591a\u5c11", "thread": "19c5b2ff89ed93d18ba08a5d8d2a71af", "sender": "19c5b2ff89ed93d18ba08a5d8d2a71af", "sent_at": "2026-03-04T02:02:00+00:00", "kind": "text", "text": "\u6211\u8fd9\u4e2a\u5b63\u5ea6\u7269\u4e1a\u8d39\u591a\u5c11", "files": [], "lang": null, "private": true, "sequence": 0, "wait": 0.0, "place": ""}','done','','2026-03-04 02:02:00.000000','fe3f07cea399e9211e583e67f10bc157',0,NULL);
INSERT INTO "inbox" VALUES(5,'web','R1:报修进度怎么样了','1d3710a6e10e12576b0da33775286ff4','text','{"community": "fe3f07cea399e9211e583e67f10bc157", "channel": "web", "update_id": "R1:\u62a5\u4fee\u8fdb\u5ea6\u600e\u4e48\u6837\u4e86", "thread": "19c5b2ff89ed93d18ba08a5d8d2a71af", "sender": "19c5b2ff89ed93d18ba08a5d8d2a71af", "sent_at": "2026-03-04T02:03:00+00:00", "kind": "text", "text": "\u62a5\u4fee\u8fdb\u5ea6\u600e\u4e48\u6837\u4e86", "files": [], "lang": null, "private": true, "sequence": 0, "wait": 0.0, "place": ""}','done','','2026-03-04 02:03:00.000000','fe3f07cea399e9211e583e67f10bc157',0,NULL);
INSERT INTO "inbox" VALUES(6,'web','R2:家里有煤气味','4e8a91e27b3c840527e0f1b738fce983','text','{"community": "fe3f07cea399e9211e583e67f10bc157", "channel": "web", "update_id": "R2:\u5bb6\u91cc\u6709\u7164\u6c14\u5473", "thread": "4a010f868d2dbf57517f6d8248a3b5e0", "sender": "4a010f868d2dbf57517f6d8248a3b5e0", "sent_at": "2026-03-04T02:04:00+00:00", "kind": "text", "text": "\u5bb6\u91cc\u6709\u7164\u6c14\u5473", "files": [], "lang": null, "private": true, "sequence": 0, "wait": 0.0, "place": ""}','done','','2026-03-04 02:04:00.000000','fe3f07cea399e9211e583e67f10bc157',0,NULL);
INSERT INTO "inbox" VALUES(7,'web','R2:7栋2单元1103','4e8a91e27b3c840527e0f1b738fce983','text','{"community": "fe3f07cea399e9211e583e67f10bc157", "channel": "web", "update_id": "R2:7\u680b2\u5355\u51431103", "thread": "4a010f868d2dbf57517f6d8248a3b5e0", "sender": "4a010f868d2dbf57517f6d8248a3b5e0", "sent_at": "2026-03-04T02:05:00+00:00", "kind": "text", "text": "7\u680b2\u5355\u51431103", "files": [], "lang": null, "private": true, "sequence": 0, "wait": 0.0, "place": ""}','done','','2026-03-04 02:05:00.000000','fe3f07cea399e9211e583e67f10bc157',0,NULL);
INSERT INTO "inbox" VALUES(8,'web','R2:转人工','4e8a91e27b3c840527e0f1b738fce983','text','{"community": "fe3f07cea399e9211e583e67f10bc157", "channel": "web", "update_id": "R2:\u8f6c\u4eba\u5de5", "thread": "4a010f868d2dbf57517f6d8248a3b5e0", "sender": "4a010f868d2dbf57517f6d8248a3b5e0", "sent_at": "2026-03-04T02:06:00+00:00", "kind": "text", "text": "\u8f6c\u4eba\u5de5", "files": [], "lang": null, "private": true, "sequence": 0, "wait": 0.0, "place": ""}','done','','2026-03-04 02:06:00.000000','fe3f07cea399e9211e583e67f10bc157',0,NULL);
INSERT INTO "inbox" VALUES(9,'web','R3:My bedroom light is broken','4da276644df6f7e0eb9a96650798dc94','text','{"community": "fe3f07cea399e9211e583e67f10bc157", "channel": "web", "update_id": "R3:My bedroom light is broken", "thread": "5a87785427a641bb5ef3006c77fd66b0", "sender": "5a87785427a641bb5ef3006c77fd66b0", "sent_at": "2026-03-04T02:07:00+00:00", "kind": "text", "text": "My bedroom light is broken", "files": [], "lang": null, "private": true, "sequence": 0, "wait": 0.0, "place": ""}','done','','2026-03-04 02:07:00.000000','fe3f07cea399e9211e583e67f10bc157',0,NULL);
INSERT INTO "inbox" VALUES(10,'web','R3:any time is fine','4da276644df6f7e0eb9a96650798dc94','text','{"community": "fe3f07cea399e9211e583e67f10bc157", "channel": "web", "update_id": "R3:any time is fine", "thread": "5a87785427a641bb5ef3006c77fd66b0", "sender": "5a87785427a641bb5ef3006c77fd66b0", "sent_at": "2026-03-04T02:08:00+00:00", "kind": "text", "text": "any time is fine", "files": [], "lang": null, "private": true, "sequence": 0, "wait": 0.0, "place": ""}','done','','2026-03-04 02:08:00.000000','fe3f07cea399e9211e583e67f10bc157',0,NULL);
INSERT INTO "inbox" VALUES(11,'web','R3:Is there any notice about water?','4da276644df6f7e0eb9a96650798dc94','text','{"community": "fe3f07cea399e9211e583e67f10bc157", "channel": "web", "update_id": "R3:Is there any notice about water?", "thread": "5a87785427a641bb5ef3006c77fd66b0", "sender": "5a87785427a641bb5ef3006c77fd66b0", "sent_at": "2026-03-04T02:09:00+00:00", "kind": "text", "text": "Is there any notice about water?", "files": [], "lang": null, "private": true, "sequence": 0, "wait": 0.0, "place": ""}','done','','2026-03-04 02:09:00.000000','fe3f07cea399e9211e583e67f10bc157',0,NULL);
INSERT INTO "inbox" VALUES(12,'web','R4:楼道灯不亮了','33b95bc4d414e5f9eb9648730c9f9178','text','{"community": "fe3f07cea399e9211e583e67f10bc157", "channel": "web", "update_id": "R4:\u697c\u9053\u706f\u4e0d\u4eae\u4e86", "thread": "929d3622c36c4c56a6e97a5044ea429e", "sender": "929d3622c36c4c56a6e97a5044ea429e", "sent_at": "2026-03-04T02:10:00+00:00", "kind": "text", "text": "\u697c\u9053\u706f\u4e0d\u4eae\u4e86", "files": [], "lang": null, "private": true, "sequence": 0, "wait": 0.0, "place": ""}','done','','2026-03-04 02:10:00.000000','fe3f07cea399e9211e583e67f10bc157',0,NULL);
INSERT INTO "inbox" VALUES(13,'web','R4:算了不用了','33b95bc4d414e5f9eb9648730c9f9178','text','{"community": "fe3f07cea399e9211e583e67f10bc157", "channel": "web", "update_id": "R4:\u7b97\u4e86\u4e0d\u7528\u4e86", "thread": "929d3622c36c4c56a6e97a5044ea429e", "sender": "929d3622c36c4c56a6e97a5044ea429e", "sent_at": "2026-03-04T02:11:00+00:00", "kind": "text", "text": "\u7b97\u4e86\u4e0d\u7528\u4e86", "files": [], "lang": null, "private": true, "sequence": 0, "wait": 0.0, "place": ""}','done','','2026-03-04 02:11:00.000000','fe3f07cea399e9211e583e67f10bc157',0,NULL);
INSERT INTO "inbox" VALUES(14,'web','R4:我想绑定我女儿','33b95bc4d414e5f9eb9648730c9f9178','text','{"community": "fe3f07cea399e9211e583e67f10bc157", "channel": "web", "update_id": "R4:\u6211\u60f3\u7ed1\u5b9a\u6211\u5973\u513f", "thread": "929d3622c36c4c56a6e97a5044ea429e", "sender": "929d3622c36c4c56a6e97a5044ea429e", "sent_at": "2026-03-04T02:12:00+00:00", "kind": "text", "text": "\u6211\u60f3\u7ed1\u5b9a\u6211\u5973\u513f", "files": [], "lang": null, "private": true, "sequence": 0, "wait": 0.0, "place": ""}','done','','2026-03-04 02:12:00.000000','fe3f07cea399e9211e583e67f10bc157',0,NULL);
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
INSERT INTO "job" VALUES(1,'emergencies.climb','845797ec9699ac82711b484e776b7eef:2:2026-03-04T10:05:00+08:00','{"escalation": "845797ec9699ac82711b484e776b7eef", "level": 2}','2026-03-04 02:05:00.000000','done','2026-03-04 02:05:30.000000',1,1,'','2026-03-04 02:04:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "job" VALUES(2,'emergencies.climb','845797ec9699ac82711b484e776b7eef:3:2026-03-04T10:06:00+08:00','{"escalation": "845797ec9699ac82711b484e776b7eef", "level": 3}','2026-03-04 02:06:00.000000','done','2026-03-04 02:06:30.000000',1,1,'','2026-03-04 02:05:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "job" VALUES(3,'emergencies.climb','845797ec9699ac82711b484e776b7eef:3:2026-03-04T10:08:00+08:00','{"escalation": "845797ec9699ac82711b484e776b7eef", "level": 3}','2026-03-04 02:08:00.000000','done','2026-03-04 02:08:30.000000',1,1,'','2026-03-04 02:06:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "job" VALUES(4,'emergencies.climb','845797ec9699ac82711b484e776b7eef:3:2026-03-04T10:10:00+08:00','{"escalation": "845797ec9699ac82711b484e776b7eef", "level": 3}','2026-03-04 02:10:00.000000','done','2026-03-04 02:10:30.000000',1,1,'','2026-03-04 02:08:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "job" VALUES(5,'emergencies.climb','845797ec9699ac82711b484e776b7eef:3:2026-03-04T10:12:00+08:00','{"escalation": "845797ec9699ac82711b484e776b7eef", "level": 3}','2026-03-04 02:12:00.000000','done','2026-03-04 02:12:30.000000',1,1,'','2026-03-04 02:10:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "job" VALUES(6,'emergencies.climb','845797ec9699ac82711b484e776b7eef:3:2026-03-04T10:14:00+08:00','{"escalation": "845797ec9699ac82711b484e776b7eef", "level": 3}','2026-03-04 02:14:00.000000','new',NULL,0,0,'','2026-03-04 02:12:00.000000','fe3f07cea399e9211e583e67f10bc157');
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
INSERT INTO "lift" VALUES('826b8d7d6c53e73a928ea608d89b1a92','51ed7314127a8150cd83539a2f272042','1单元','电梯','700101','running','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "lift" VALUES('7c7a59743631c9a666d90a162c688d92','dffa08f6ee7cde792813af78adf1a1b6','1单元','电梯','700201','maintenance','fe3f07cea399e9211e583e67f10bc157');
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
INSERT INTO "notices_notice" VALUES('e4bb82ed238ea662cd08cbb778cdc894','fe3f07cea399e9211e583e67f10bc157','3月5日1栋停水','3月5日 09:00-16:00 更换水表，1栋停水，2栋不受影响。请提前存水。','No water in Building 1 on 5 March','Water meters are replaced on 5 March, 09:00-16:00. Building 1 has no water; Building 2 is not affected.','water_outage','["1\u680b"]','2026-03-05 01:00:00.000000','2026-03-05 08:00:00.000000','2026-03-04 02:00:00.000000');
INSERT INTO "notices_notice" VALUES('a5d7288d6587ca19d13fc6bda272175e','fe3f07cea399e9211e583e67f10bc157','2栋电梯检修','2栋1单元电梯3月3日至6日检修，每天 13:00-17:00 停用。','Lift works in Building 2','The lift of Building 2, Unit 1 is out of service every day from 13:00 to 17:00, 3 to 6 March.','elevator_works','["2\u680b"]','2026-03-02 16:00:00.000000','2026-03-06 16:00:00.000000','2026-03-04 02:00:00.000000');
INSERT INTO "notices_notice" VALUES('99d3d107c340d065983dd761b4232b33','fe3f07cea399e9211e583e67f10bc157','装修时间','装修施工限工作日 08:30-12:00、14:00-17:30，周末和节假日不得施工。','Hours for building work','Building work in homes: working days 08:30-12:00 and 14:00-17:30, not at weekends or on holidays.','renovation','[]',NULL,NULL,'2026-03-04 02:00:00.000000');
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
INSERT INTO "occupancy" VALUES('cb22df128d41b8108c8284f818867b25','19c5b2ff89ed93d18ba08a5d8d2a71af','59a8a50c060a6f03facb9cc533a6bf10','owner',NULL,'fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "occupancy" VALUES('d545bb384c296bd0f9dddee30a378c2d','4a010f868d2dbf57517f6d8248a3b5e0','144c20f69db681a1357d5bb86e17b5d0','owner',NULL,'fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "occupancy" VALUES('a5097cd157356ee653a6f058531a332f','5a87785427a641bb5ef3006c77fd66b0','66ea9eabc39f8d03fcd0367905057349','tenant',NULL,'fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "occupancy" VALUES('9acd03df8ba51092b2116459f249a4da','929d3622c36c4c56a6e97a5044ea429e','8dcc4a30c06a0c152f7030c18dd728e8','owner',NULL,'fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "occupancy" VALUES('552e0f8f5304d2588f9c5c3a8f5ce59f','929d3622c36c4c56a6e97a5044ea429e','cdff8a512073f55d4f3e874b7621b9e1','owner',NULL,'fe3f07cea399e9211e583e67f10bc157');
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
INSERT INTO "outbox" VALUES(1,'message','normal','web','guest','2f55e2e459905ef75b46cf7aff41b986',1,'{"text": "\u5df2\u7ecf\u8bf7\u5de5\u4f5c\u4eba\u5458\u6765\u5e2e\u60a8\uff0c\u7f16\u53f7H-1\u3002\u60a8\u6392\u5728\u7b2c\u4e00\u4f4d\uff0c\u8bf7\u7a0d\u5019\u3002\u6025\u4e8b\u8bf7\u6253\u503c\u73ed\u7535\u8bdd0571-5550100\u3002\u7b49\u7684\u65f6\u5019\uff0c\u6211\u53ef\u4ee5\u7ee7\u7eed\u5e2e\u60a8\u3002", "lang": "zh", "buttons": [["\u4e0d\u7528\u4eba\u5de5\u4e86", "call:staff.cancel:"]], "record": "handoff:H-1"}','sent',1,'2026-03-04 02:00:00.000000',NULL,'','2026-03-04 02:00:00.000000','2026-03-04 02:00:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(2,'sms','normal','sms','13600000002',NULL,NULL,'{"text": "\u6709\u4f4f\u6237\u8981\u627e\u5de5\u4f5c\u4eba\u5458\uff0c\u7f16\u53f7H-1\u3002\u8bf7\u5230\u5de5\u4f5c\u53f0\u67e5\u770b\u3002", "lang": "zh", "staff": "594c0911107e555ab6660401a74c1c54"}','sent',1,'2026-03-04 02:00:00.000000',NULL,'','2026-03-04 02:00:00.000000','2026-03-04 02:00:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(3,'message','normal','web','19c5b2ff89ed93d18ba08a5d8d2a71af','1d3710a6e10e12576b0da33775286ff4',2,'{"text": "\u53a8\u623f\u6c34\u9f99\u5934\u7684\u4e8b\u8bb0\u4e0b\u4e86\uff0c\u7f16\u53f7T-4\u3002\u503c\u73ed\u4eba\u5458\u4f1a\u770b\u5230\uff0c\u6d3e\u597d\u5e08\u5085\u6211\u544a\u8bc9\u60a8\u3002\u4ec0\u4e48\u65f6\u5019\u65b9\u4fbf\u5e08\u5085\u4e0a\u95e8\uff1f", "lang": "zh", "buttons": [["\u4eca\u5929\u4e0b\u5348", "fill:time=2026-03-04.afternoon@2"], ["\u660e\u5929\u4e0a\u5348", "fill:time=2026-03-05.morning@2"], ["\u90fd\u884c", "fill:time=any@2"]], "asks": "time", "record": "ticket:T-4"}','sent',1,'2026-03-04 02:00:00.000000',NULL,'','2026-03-04 02:00:00.000000','2026-03-04 02:00:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(4,'message','normal','web','19c5b2ff89ed93d18ba08a5d8d2a71af','1d3710a6e10e12576b0da33775286ff4',3,'{"text": "\u597d\uff0cT-4\u8bb0\u4e0b\u4e86\uff1a\u660e\u5929\uff083\u67085\u65e5\uff09\u4e0b\u5348\u3002\u6d3e\u597d\u5e08\u5085\u6211\u544a\u8bc9\u60a8\u3002", "lang": "zh", "record": "ticket:T-4"}','sent',1,'2026-03-04 02:01:00.000000',NULL,'','2026-03-04 02:01:00.000000','2026-03-04 02:01:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(5,'message','normal','web','19c5b2ff89ed93d18ba08a5d8d2a71af','1d3710a6e10e12576b0da33775286ff4',4,'{"text": "2026\u5e74\u4e00\u5b63\u5ea6\u7269\u4e1a\u8d39\uff0c510.15\u5143\uff0889.5 m\u00b2 \u00d7 1.90 \u5143 \u00d7 3 \u4e2a\u6708\uff09\uff0c\u8bf7\u5728\u5468\u4e8c\uff083\u670831\u65e5\uff09\u524d\u4ea4\u3002", "lang": "zh", "buttons": [["\u600e\u4e48\u4ea4", "start:bill_pay"], ["\u8fd9\u7b14\u4e0d\u5bf9", "start:bill_dispute"]], "private": true}','sent',1,'2026-03-04 02:02:00.000000',NULL,'','2026-03-04 02:02:00.000000','2026-03-04 02:02:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(6,'message','normal','web','19c5b2ff89ed93d18ba08a5d8d2a71af','1d3710a6e10e12576b0da33775286ff4',5,'{"text": "T-4\uff0c\u53a8\u623f\u6c34\u9f99\u5934\uff1a\u8fd8\u6ca1\u6d3e\u5e08\u5085\uff0c\u6d3e\u597d\u6211\u544a\u8bc9\u60a8\u3002\u65f6\u95f4\u662f\u660e\u5929\uff083\u67085\u65e5\uff09\u4e0b\u5348\u3002\nT-1\uff0c\u95e8\u53e3\u5bf9\u8bb2\u542c\u4e0d\u89c1\u58f0\u97f3\uff1a\u5468\u4e00\uff083\u67082\u65e5\uff09\u62a5\u7684\uff0c\u8fd8\u6ca1\u6d3e\u5e08\u5085\uff0c\u8ba9\u60a8\u4e45\u7b49\u4e86\u3002\u60a8\u53ef\u4ee5\u50ac\u4e00\u4e0b\u3002", "lang": "zh", "buttons": [["\u50ac\u4e00\u4e0b", "call:repairs.hurry:f5fe3ceed7066a7211ab3ae7feb0625b"], ["\u53d6\u6d88\u62a5\u4fee", "call:repairs.cancel:f5fe3ceed7066a7211ab3ae7feb0625b"]], "private": true}','sent',1,'2026-03-04 02:03:00.000000',NULL,'','2026-03-04 02:03:00.000000','2026-03-04 02:03:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(7,'message','emergency','web','4a010f868d2dbf57517f6d8248a3b5e0','4e8a91e27b3c840527e0f1b738fce983',6,'{"text": "\u8bf7\u6253\u5f00\u7a97\u6237\uff0c\u4e0d\u8981\u78b0\u5f00\u5173\uff0c\u4e0d\u8981\u70b9\u706b\u3002\u6240\u6709\u4eba\u9a6c\u4e0a\u5230\u5c4b\u5916\uff0c\u518d\u6253119\u3002\n\u5df2\u7ecf\u901a\u77e5\u503c\u73ed\u4eba\u5458\u3002\n\u73b0\u5728\u6709\u51e0\u4e2a\u4eba\uff1f\u6709\u6ca1\u6709\u4eba\u53d7\u4f24\uff1f", "lang": "zh", "asks": "note", "record": "escalation:E-1"}','sent',1,'2026-03-04 02:04:00.000000',NULL,'','2026-03-04 02:04:00.000000','2026-03-04 02:04:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(8,'sms','emergency','sms','13600000002',NULL,NULL,'{"text": "\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "594c0911107e555ab6660401a74c1c54"}','sent',1,'2026-03-04 02:04:00.000000',NULL,'','2026-03-04 02:04:00.000000','2026-03-04 02:04:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(9,'sms','emergency','sms','13600000004',NULL,NULL,'{"text": "\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "bed4c4ddea3da224043131846d2d20b5"}','sent',1,'2026-03-04 02:04:00.000000',NULL,'','2026-03-04 02:04:00.000000','2026-03-04 02:04:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(10,'sms','emergency','sms','13600000001',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "14ef6a39f3ef21e5789e472539076384"}','sent',1,'2026-03-04 02:05:00.000000',NULL,'','2026-03-04 02:05:00.000000','2026-03-04 02:05:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(11,'sms','emergency','sms','13600000002',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "594c0911107e555ab6660401a74c1c54"}','sent',1,'2026-03-04 02:05:00.000000',NULL,'','2026-03-04 02:05:00.000000','2026-03-04 02:05:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(12,'sms','emergency','sms','13600000003',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "7fb485e2507904ac4a53d555829ff511"}','sent',1,'2026-03-04 02:05:00.000000',NULL,'','2026-03-04 02:05:00.000000','2026-03-04 02:05:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(13,'sms','emergency','sms','13600000004',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "bed4c4ddea3da224043131846d2d20b5"}','sent',1,'2026-03-04 02:05:00.000000',NULL,'','2026-03-04 02:05:00.000000','2026-03-04 02:05:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(14,'sms','emergency','sms','13600000005',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "b91b6d28c44d5651c60dcbe8bd0f57e2"}','sent',1,'2026-03-04 02:05:00.000000',NULL,'','2026-03-04 02:05:00.000000','2026-03-04 02:05:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(15,'message','emergency','web','4a010f868d2dbf57517f6d8248a3b5e0','4e8a91e27b3c840527e0f1b738fce983',NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff0c\u6211\u5df2\u7ecf\u5728\u547c\u53eb\u66f4\u591a\u4eba\u3002\u6709\u751f\u547d\u5371\u9669\u8bf7\u9a6c\u4e0a\u6253110\u3001119\u6216120\u3002", "lang": "zh", "record": "escalation:E-1"}','sent',1,'2026-03-04 02:05:00.000000',NULL,'','2026-03-04 02:05:00.000000','2026-03-04 02:05:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(16,'message','emergency','web','4a010f868d2dbf57517f6d8248a3b5e0','4e8a91e27b3c840527e0f1b738fce983',7,'{"text": "\u8865\u5145\u7684\u60c5\u51b5\u5df2\u7ecf\u8f6c\u7ed9\u503c\u73ed\u4eba\u5458\u3002\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff0c\u6211\u5728\u7ee7\u7eed\u547c\u53eb\u3002\u6709\u751f\u547d\u5371\u9669\u8bf7\u9a6c\u4e0a\u6253110\u3001119\u6216120\u3002", "lang": "zh", "record": "escalation:E-1"}','sent',1,'2026-03-04 02:05:00.000000',NULL,'','2026-03-04 02:05:00.000000','2026-03-04 02:05:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(17,'sms','emergency','sms','13600000001',NULL,NULL,'{"text": "\u7d27\u6025E-1\u6709\u65b0\u60c5\u51b5\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473", "lang": "zh", "staff": "14ef6a39f3ef21e5789e472539076384"}','sent',1,'2026-03-04 02:05:00.000000',NULL,'','2026-03-04 02:05:00.000000','2026-03-04 02:05:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(18,'sms','emergency','sms','13600000002',NULL,NULL,'{"text": "\u7d27\u6025E-1\u6709\u65b0\u60c5\u51b5\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473", "lang": "zh", "staff": "594c0911107e555ab6660401a74c1c54"}','sent',1,'2026-03-04 02:05:00.000000',NULL,'','2026-03-04 02:05:00.000000','2026-03-04 02:05:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(19,'sms','emergency','sms','13600000003',NULL,NULL,'{"text": "\u7d27\u6025E-1\u6709\u65b0\u60c5\u51b5\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473", "lang": "zh", "staff": "7fb485e2507904ac4a53d555829ff511"}','sent',1,'2026-03-04 02:05:00.000000',NULL,'','2026-03-04 02:05:00.000000','2026-03-04 02:05:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(20,'sms','emergency','sms','13600000004',NULL,NULL,'{"text": "\u7d27\u6025E-1\u6709\u65b0\u60c5\u51b5\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473", "lang": "zh", "staff": "bed4c4ddea3da224043131846d2d20b5"}','sent',1,'2026-03-04 02:05:00.000000',NULL,'','2026-03-04 02:05:00.000000','2026-03-04 02:05:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(21,'sms','emergency','sms','13600000005',NULL,NULL,'{"text": "\u7d27\u6025E-1\u6709\u65b0\u60c5\u51b5\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473", "lang": "zh", "staff": "b91b6d28c44d5651c60dcbe8bd0f57e2"}','sent',1,'2026-03-04 02:05:00.000000',NULL,'','2026-03-04 02:05:00.000000','2026-03-04 02:05:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(22,'sms','emergency','sms','13600000001',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "14ef6a39f3ef21e5789e472539076384"}','sent',1,'2026-03-04 02:06:00.000000',NULL,'','2026-03-04 02:06:00.000000','2026-03-04 02:06:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(23,'sms','emergency','sms','13600000002',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "594c0911107e555ab6660401a74c1c54"}','sent',1,'2026-03-04 02:06:00.000000',NULL,'','2026-03-04 02:06:00.000000','2026-03-04 02:06:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(24,'sms','emergency','sms','13600000003',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "7fb485e2507904ac4a53d555829ff511"}','sent',1,'2026-03-04 02:06:00.000000',NULL,'','2026-03-04 02:06:00.000000','2026-03-04 02:06:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(25,'sms','emergency','sms','13600000004',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "bed4c4ddea3da224043131846d2d20b5"}','sent',1,'2026-03-04 02:06:00.000000',NULL,'','2026-03-04 02:06:00.000000','2026-03-04 02:06:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(26,'sms','emergency','sms','13600000005',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "b91b6d28c44d5651c60dcbe8bd0f57e2"}','sent',1,'2026-03-04 02:06:00.000000',NULL,'','2026-03-04 02:06:00.000000','2026-03-04 02:06:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(27,'sms','emergency','sms','13600000006',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "97d92b359b8af42724c1c92752757e86"}','sent',1,'2026-03-04 02:06:00.000000',NULL,'','2026-03-04 02:06:00.000000','2026-03-04 02:06:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(28,'sms','emergency','sms','13600000007',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "35dfcff2b5505e4b988cbfd9070cce95"}','sent',1,'2026-03-04 02:06:00.000000',NULL,'','2026-03-04 02:06:00.000000','2026-03-04 02:06:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(29,'message','emergency','web','4a010f868d2dbf57517f6d8248a3b5e0','4e8a91e27b3c840527e0f1b738fce983',NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff0c\u6211\u5df2\u7ecf\u5728\u547c\u53eb\u66f4\u591a\u4eba\u3002\u6709\u751f\u547d\u5371\u9669\u8bf7\u9a6c\u4e0a\u6253110\u3001119\u6216120\u3002", "lang": "zh", "record": "escalation:E-1"}','sent',1,'2026-03-04 02:06:00.000000',NULL,'','2026-03-04 02:06:00.000000','2026-03-04 02:06:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(30,'message','normal','web','4a010f868d2dbf57517f6d8248a3b5e0','4e8a91e27b3c840527e0f1b738fce983',8,'{"text": "\u5df2\u7ecf\u4e3a\u60a8\u6392\u961f\u627e\u5de5\u4f5c\u4eba\u5458\uff0c\u7f16\u53f7H-2\u3002\u524d\u9762\u8fd8\u67091\u4f4d\u3002\u6025\u4e8b\u8bf7\u6253\u503c\u73ed\u7535\u8bdd0571-5550100\u3002\u7b49\u7684\u65f6\u5019\uff0c\u6211\u53ef\u4ee5\u7ee7\u7eed\u5e2e\u60a8\u3002", "lang": "zh", "buttons": [["\u4e0d\u7528\u4eba\u5de5\u4e86", "call:staff.cancel:"]], "record": "handoff:H-2"}','sent',1,'2026-03-04 02:06:00.000000',NULL,'','2026-03-04 02:06:00.000000','2026-03-04 02:06:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(31,'sms','normal','sms','13600000002',NULL,NULL,'{"text": "\u6709\u4f4f\u6237\u8981\u627e\u5de5\u4f5c\u4eba\u5458\uff0c\u7f16\u53f7H-2\u3002\u8bf7\u5230\u5de5\u4f5c\u53f0\u67e5\u770b\u3002", "lang": "zh", "staff": "594c0911107e555ab6660401a74c1c54"}','sent',1,'2026-03-04 02:06:00.000000',NULL,'','2026-03-04 02:06:00.000000','2026-03-04 02:06:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(32,'message','normal','web','5a87785427a641bb5ef3006c77fd66b0','4da276644df6f7e0eb9a96650798dc94',9,'{"text": "I have noted this: bedroom light. The number is T-5. Our duty staff will see it, and I will tell you who comes. When may somebody come?", "lang": "en", "buttons": [["This afternoon", "fill:time=2026-03-04.afternoon@2"], ["Tomorrow morning", "fill:time=2026-03-05.morning@2"], ["Any time", "fill:time=any@2"]], "asks": "time", "record": "ticket:T-5"}','sent',1,'2026-03-04 02:07:00.000000',NULL,'','2026-03-04 02:07:00.000000','2026-03-04 02:07:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(33,'sms','emergency','sms','13600000001',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "14ef6a39f3ef21e5789e472539076384"}','sent',1,'2026-03-04 02:08:00.000000',NULL,'','2026-03-04 02:08:00.000000','2026-03-04 02:08:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(34,'sms','emergency','sms','13600000002',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "594c0911107e555ab6660401a74c1c54"}','sent',1,'2026-03-04 02:08:00.000000',NULL,'','2026-03-04 02:08:00.000000','2026-03-04 02:08:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(35,'sms','emergency','sms','13600000003',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "7fb485e2507904ac4a53d555829ff511"}','sent',1,'2026-03-04 02:08:00.000000',NULL,'','2026-03-04 02:08:00.000000','2026-03-04 02:08:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(36,'sms','emergency','sms','13600000004',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "bed4c4ddea3da224043131846d2d20b5"}','sent',1,'2026-03-04 02:08:00.000000',NULL,'','2026-03-04 02:08:00.000000','2026-03-04 02:08:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(37,'sms','emergency','sms','13600000005',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "b91b6d28c44d5651c60dcbe8bd0f57e2"}','sent',1,'2026-03-04 02:08:00.000000',NULL,'','2026-03-04 02:08:00.000000','2026-03-04 02:08:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(38,'sms','emergency','sms','13600000006',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "97d92b359b8af42724c1c92752757e86"}','sent',1,'2026-03-04 02:08:00.000000',NULL,'','2026-03-04 02:08:00.000000','2026-03-04 02:08:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(39,'sms','emergency','sms','13600000007',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "35dfcff2b5505e4b988cbfd9070cce95"}','sent',1,'2026-03-04 02:08:00.000000',NULL,'','2026-03-04 02:08:00.000000','2026-03-04 02:08:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(40,'message','normal','web','5a87785427a641bb5ef3006c77fd66b0','4da276644df6f7e0eb9a96650798dc94',10,'{"text": "Good, T-5 is noted for any time. I will tell you who comes.", "lang": "en", "record": "ticket:T-5"}','sent',1,'2026-03-04 02:08:00.000000',NULL,'','2026-03-04 02:08:00.000000','2026-03-04 02:08:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(41,'message','normal','web','5a87785427a641bb5ef3006c77fd66b0','4da276644df6f7e0eb9a96650798dc94',11,'{"text": "Lift works in Building 2\nThe lift of Building 2, Unit 1 is out of service every day from 13:00 to 17:00, 3 to 6 March.\nHours for building work\nBuilding work in homes: working days 08:30-12:00 and 14:00-17:30, not at weekends or on holidays.", "lang": "en"}','sent',1,'2026-03-04 02:09:00.000000',NULL,'','2026-03-04 02:09:00.000000','2026-03-04 02:09:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(42,'sms','emergency','sms','13600000001',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "14ef6a39f3ef21e5789e472539076384"}','sent',1,'2026-03-04 02:10:00.000000',NULL,'','2026-03-04 02:10:00.000000','2026-03-04 02:10:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(43,'sms','emergency','sms','13600000002',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "594c0911107e555ab6660401a74c1c54"}','sent',1,'2026-03-04 02:10:00.000000',NULL,'','2026-03-04 02:10:00.000000','2026-03-04 02:10:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(44,'sms','emergency','sms','13600000003',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "7fb485e2507904ac4a53d555829ff511"}','sent',1,'2026-03-04 02:10:00.000000',NULL,'','2026-03-04 02:10:00.000000','2026-03-04 02:10:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(45,'sms','emergency','sms','13600000004',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "bed4c4ddea3da224043131846d2d20b5"}','sent',1,'2026-03-04 02:10:00.000000',NULL,'','2026-03-04 02:10:00.000000','2026-03-04 02:10:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(46,'sms','emergency','sms','13600000005',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "b91b6d28c44d5651c60dcbe8bd0f57e2"}','sent',1,'2026-03-04 02:10:00.000000',NULL,'','2026-03-04 02:10:00.000000','2026-03-04 02:10:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(47,'sms','emergency','sms','13600000006',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "97d92b359b8af42724c1c92752757e86"}','sent',1,'2026-03-04 02:10:00.000000',NULL,'','2026-03-04 02:10:00.000000','2026-03-04 02:10:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(48,'sms','emergency','sms','13600000007',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "35dfcff2b5505e4b988cbfd9070cce95"}','sent',1,'2026-03-04 02:10:00.000000',NULL,'','2026-03-04 02:10:00.000000','2026-03-04 02:10:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(49,'message','normal','web','929d3622c36c4c56a6e97a5044ea429e','33b95bc4d414e5f9eb9648730c9f9178',12,'{"text": "\u697c\u9053\u697c\u9053\u706f\u7684\u4e8b\u8bb0\u4e0b\u4e86\uff0c\u7f16\u53f7T-6\u3002\u503c\u73ed\u4eba\u5458\u4f1a\u770b\u5230\uff0c\u6d3e\u597d\u5e08\u5085\u6211\u544a\u8bc9\u60a8\u3002", "lang": "zh", "record": "ticket:T-6"}','sent',1,'2026-03-04 02:10:00.000000',NULL,'','2026-03-04 02:10:00.000000','2026-03-04 02:10:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(50,'message','normal','web','929d3622c36c4c56a6e97a5044ea429e','33b95bc4d414e5f9eb9648730c9f9178',13,'{"text": "\u73b0\u5728\u6ca1\u6709\u6b63\u5728\u529e\u7684\u4e8b\u3002\u9700\u8981\u65f6\u8bf7\u76f4\u63a5\u544a\u8bc9\u6211\u3002", "lang": "zh"}','sent',1,'2026-03-04 02:11:00.000000',NULL,'','2026-03-04 02:11:00.000000','2026-03-04 02:11:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(51,'sms','emergency','sms','13600000001',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "14ef6a39f3ef21e5789e472539076384"}','sent',1,'2026-03-04 02:12:00.000000',NULL,'','2026-03-04 02:12:00.000000','2026-03-04 02:12:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(52,'sms','emergency','sms','13600000002',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "594c0911107e555ab6660401a74c1c54"}','sent',1,'2026-03-04 02:12:00.000000',NULL,'','2026-03-04 02:12:00.000000','2026-03-04 02:12:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(53,'sms','emergency','sms','13600000003',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "7fb485e2507904ac4a53d555829ff511"}','sent',1,'2026-03-04 02:12:00.000000',NULL,'','2026-03-04 02:12:00.000000','2026-03-04 02:12:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(54,'sms','emergency','sms','13600000004',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "bed4c4ddea3da224043131846d2d20b5"}','sent',1,'2026-03-04 02:12:00.000000',NULL,'','2026-03-04 02:12:00.000000','2026-03-04 02:12:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(55,'sms','emergency','sms','13600000005',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "b91b6d28c44d5651c60dcbe8bd0f57e2"}','sent',1,'2026-03-04 02:12:00.000000',NULL,'','2026-03-04 02:12:00.000000','2026-03-04 02:12:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(56,'sms','emergency','sms','13600000006',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "97d92b359b8af42724c1c92752757e86"}','sent',1,'2026-03-04 02:12:00.000000',NULL,'','2026-03-04 02:12:00.000000','2026-03-04 02:12:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(57,'sms','emergency','sms','13600000007',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "35dfcff2b5505e4b988cbfd9070cce95"}','sent',1,'2026-03-04 02:12:00.000000',NULL,'','2026-03-04 02:12:00.000000','2026-03-04 02:12:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "outbox" VALUES(58,'message','normal','web','929d3622c36c4c56a6e97a5044ea429e','33b95bc4d414e5f9eb9648730c9f9178',14,'{"text": "\u662f\u54ea\u4e00\u5957\u4f4f\u623f\uff1f", "lang": "zh", "buttons": [["2\u680b1\u5355\u5143302", "fill:home=2\u680b1\u5355\u5143302@2"], ["2\u680b1\u5355\u5143303", "fill:home=2\u680b1\u5355\u5143303@2"]], "asks": "home"}','sent',1,'2026-03-04 02:12:00.000000',NULL,'','2026-03-04 02:12:00.000000','2026-03-04 02:12:00.000000','fe3f07cea399e9211e583e67f10bc157');
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
INSERT INTO "payment" VALUES('526ccf0f3236edfd3251a2d525e43388','d7307b5ad1170cd3d8639b6b5f1596a4','59a8a50c060a6f03facb9cc533a6bf10',NULL,51015,'wechat','QH-0007','2025-12-20 01:12:00.000000','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "payment" VALUES('34708218278421372d75a34aef84e312','a089a208921e79304dd3d77c68d324e5','144c20f69db681a1357d5bb86e17b5d0',NULL,124000,'cash','QH-0003','2025-11-03 02:30:00.000000','fe3f07cea399e9211e583e67f10bc157');
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
INSERT INTO "resident" VALUES('19c5b2ff89ed93d18ba08a5d8d2a71af','R1','许明远','13700000001','["\u6d59A7K221"]','zh',41,'{}','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "resident" VALUES('4a010f868d2dbf57517f6d8248a3b5e0','R2','方秀珍','13700000002','[]','zh',79,'{"living_alone": true}','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "resident" VALUES('5a87785427a641bb5ef3006c77fd66b0','R3','Nora Quinn','13700000003','[]','en',33,'{}','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "resident" VALUES('929d3622c36c4c56a6e97a5044ea429e','R4','梁思齐','13700000004','["\u6d59A9M650", "\u6d59AD10386"]','zh',52,'{}','fe3f07cea399e9211e583e67f10bc157');
CREATE TABLE resource (
	id VARCHAR(32) NOT NULL, 
	name VARCHAR(60) NOT NULL, 
	data JSON NOT NULL, 
	community_id VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_resource PRIMARY KEY (id), 
	CONSTRAINT fk_resource_community_id_community FOREIGN KEY(community_id) REFERENCES community (id), 
	CONSTRAINT uq_resource_community_id_name UNIQUE (community_id, name)
);
INSERT INTO "resource" VALUES('3ee7d6d4ae380cc456521d8de633bd88','阅览室','{"open": "09:00", "close": "21:00", "name_en": "Reading Room", "kind": "room", "capacity": 20, "minutes": 120}','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "resource" VALUES('03f668f6f42ca4255362c28a3b47948d','羽毛球馆','{"open": "08:00", "close": "22:00", "name_en": "Badminton Hall", "aliases": ["\u7403\u9986"], "kind": "court", "capacity": 4, "minutes": 60, "price": 15}','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "resource" VALUES('2de0e988215b5608adc7816ab267abf1','露台','{"open": "08:00", "close": "22:00"}','fe3f07cea399e9211e583e67f10bc157');
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
INSERT INTO "session" VALUES('001b332be75372bf47cb6fe652a047fe','19571394390bca9f7e631d6aa7517453f75b227627315d3d6b7e57c418018b60','resident','19c5b2ff89ed93d18ba08a5d8d2a71af','2026-03-04 02:13:00.000000','2026-03-04 02:13:00.000000','2026-04-03 02:13:00.000000','fe3f07cea399e9211e583e67f10bc157');
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
INSERT INTO "slip" VALUES('273ee7ecacbe2a7306c6eb68891a32ee','0775e3651958185bf22d7352c87b8e524a627d7de3cb0e61a7029a2f967e6af2','19c5b2ff89ed93d18ba08a5d8d2a71af',NULL,'','00000000000000000000000000000000','2026-03-04 02:13:00.000000','2026-03-04 02:43:00.000000',NULL,'fe3f07cea399e9211e583e67f10bc157');
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
INSERT INTO "staff" VALUES('14ef6a39f3ef21e5789e472539076384','S1','沈若兰','manager','shen.ruolan','','13600000001','zh',1,1,'[]','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "staff" VALUES('594c0911107e555ab6660401a74c1c54','S2','丁晓峰','dispatcher','ding.xiaofeng','','13600000002','zh',1,1,'[]','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "staff" VALUES('7fb485e2507904ac4a53d555829ff511','S3','鲁师傅','repairer','lu.shifu','','13600000003','zh',1,1,'["plumbing", "electrical"]','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "staff" VALUES('bed4c4ddea3da224043131846d2d20b5','S4','范建国','security','fan.jianguo','','13600000004','zh',1,1,'[]','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "staff" VALUES('b91b6d28c44d5651c60dcbe8bd0f57e2','S5','柳青','grid_worker','liu.qing','','13600000005','zh',1,1,'[]','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "staff" VALUES('97d92b359b8af42724c1c92752757e86','S6','顾怀山','committee','gu.huaishan','','13600000006','zh',0,1,'[]','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "staff" VALUES('35dfcff2b5505e4b988cbfd9070cce95','S7','韩一帆','admin','han.yifan','','13600000007','zh',0,1,'[]','fe3f07cea399e9211e583e67f10bc157');
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
INSERT INTO "ticket" VALUES('1e9fea3137b95ad4994e2f6d75b630e5','T-1','repair','open','normal','intercom','','','home','门口对讲听不见声音','59a8a50c060a6f03facb9cc533a6bf10','19c5b2ff89ed93d18ba08a5d8d2a71af',NULL,NULL,'',NULL,NULL,NULL,'2026-03-02 10:40:00.000000',NULL,NULL,'','{}','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "ticket" VALUES('ed68dd0124955aa46bfe98512c4989b3','T-2','repair','paused','normal','heating','','bedroom','home','The radiator in the bedroom stays cold','66ea9eabc39f8d03fcd0367905057349','5a87785427a641bb5ef3006c77fd66b0',NULL,'7fb485e2507904ac4a53d555829ff511','',NULL,NULL,NULL,'2026-02-27 01:05:00.000000',NULL,NULL,'','{}','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "ticket" VALUES('22893ef2dcf2cf7427048d6e7a49738a','T-3','repair','done','normal','plumbing','','厨房','home','厨房水龙头关不紧','8dcc4a30c06a0c152f7030c18dd728e8','929d3622c36c4c56a6e97a5044ea429e',NULL,'7fb485e2507904ac4a53d555829ff511','',NULL,NULL,NULL,'2026-02-25 12:10:00.000000','2026-02-25 12:10:00.000000',NULL,'','{}','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "ticket" VALUES('3339fca3a2c33ba5013834de894ce5a6','H-1','handoff','open','normal','','','','','物业电话多少',NULL,NULL,'2f55e2e459905ef75b46cf7aff41b986',NULL,'',NULL,NULL,NULL,'2026-03-04 02:00:00.000000',NULL,NULL,'','{"reason": "\u7269\u4e1a\u7535\u8bdd\u591a\u5c11", "target": "", "callback": "", "position": 1}','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "ticket" VALUES('f5fe3ceed7066a7211ab3ae7feb0625b','T-4','repair','open','normal','plumbing','水龙头','厨房','home','厨房漏水了，水龙头一直滴','59a8a50c060a6f03facb9cc533a6bf10','19c5b2ff89ed93d18ba08a5d8d2a71af','1d3710a6e10e12576b0da33775286ff4',NULL,'明天下午','2026-03-05 04:00:00.000000','2026-03-05 10:00:00.000000',NULL,'2026-03-04 02:00:00.000000',NULL,NULL,'','{"thing": "tap", "said": "\u6f0f\u6c34", "contact": "", "house": "", "unverified": false, "lang": "zh", "part": "afternoon", "clock": false}','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "ticket" VALUES('d9fcb5ce8edcabfcf8fda4d11a9236bd','E-1','emergency','open','high','gas','','1栋1单元102，7栋2单元1103','','家里有煤气味',NULL,'4a010f868d2dbf57517f6d8248a3b5e0','4e8a91e27b3c840527e0f1b738fce983',NULL,'',NULL,NULL,NULL,'2026-03-04 02:04:00.000000',NULL,NULL,'','{"escalation": "845797ec9699ac82711b484e776b7eef"}','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "ticket" VALUES('030f90cdb72d59e1301a31f2762bed44','H-2','handoff','open','normal','','','','','转人工',NULL,'4a010f868d2dbf57517f6d8248a3b5e0','4e8a91e27b3c840527e0f1b738fce983',NULL,'',NULL,NULL,NULL,'2026-03-04 02:06:00.000000',NULL,NULL,'','{"reason": "\u8f6c\u4eba\u5de5", "target": "front_desk", "callback": "13700000002", "position": 2}','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "ticket" VALUES('273562ba34c418b66fa085aa50cad00c','T-5','repair','open','normal','electrical','light','bedroom','home','My bedroom light is broken','66ea9eabc39f8d03fcd0367905057349','5a87785427a641bb5ef3006c77fd66b0','4da276644df6f7e0eb9a96650798dc94',NULL,'any time',NULL,NULL,NULL,'2026-03-04 02:07:00.000000',NULL,NULL,'','{"thing": "light", "said": "light", "contact": "", "house": "", "unverified": false, "lang": "en"}','fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "ticket" VALUES('c59fda1beb99217b7bf2c3151e5bb579','T-6','repair','open','normal','public_facility','楼道灯','楼道','public','楼道灯不亮了','8dcc4a30c06a0c152f7030c18dd728e8','929d3622c36c4c56a6e97a5044ea429e','33b95bc4d414e5f9eb9648730c9f9178',NULL,'',NULL,NULL,NULL,'2026-03-04 02:10:00.000000',NULL,NULL,'','{"thing": "corridor_light", "said": "\u697c\u9053\u706f", "contact": "", "house": "", "unverified": false, "lang": "zh"}','fe3f07cea399e9211e583e67f10bc157');
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
INSERT INTO "ticket_entry" VALUES('8fe107a892f07a89adc1dae4b1440a48','3339fca3a2c33ba5013834de894ce5a6','2026-03-04 02:00:00.000000','resident',NULL,'text','物业电话多少',NULL,0,'fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "ticket_entry" VALUES('d56a8d76ebae6e4c947eca65611cc076','f5fe3ceed7066a7211ab3ae7feb0625b','2026-03-04 02:01:00.000000','resident','19c5b2ff89ed93d18ba08a5d8d2a71af','text','方便上门：明天（3月5日）下午',NULL,1,'fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "ticket_entry" VALUES('cbac00c488e95bc066cc691c05e7e75d','d9fcb5ce8edcabfcf8fda4d11a9236bd','2026-03-04 02:04:00.000000','resident',NULL,'text','家里有煤气味',NULL,0,'fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "ticket_entry" VALUES('08fbbc5dcdf0ac7be3639630f20d0fac','d9fcb5ce8edcabfcf8fda4d11a9236bd','2026-03-04 02:04:00.000000','assistant',NULL,'status','第1级呼叫：丁晓峰、范建国',NULL,0,'fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "ticket_entry" VALUES('f69b07450feacf68574fd8472e25b562','d9fcb5ce8edcabfcf8fda4d11a9236bd','2026-03-04 02:05:00.000000','assistant',NULL,'status','第2级呼叫：沈若兰、丁晓峰、鲁师傅、范建国、柳青',NULL,0,'fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "ticket_entry" VALUES('035ecf193475037bed4923f16ef30ac0','d9fcb5ce8edcabfcf8fda4d11a9236bd','2026-03-04 02:05:00.000000','resident',NULL,'text','7栋2单元1103',NULL,0,'fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "ticket_entry" VALUES('2e42986f39a41d96c25d8a15f2873fb3','d9fcb5ce8edcabfcf8fda4d11a9236bd','2026-03-04 02:05:00.000000','resident',NULL,'text','7栋2单元1103',NULL,0,'fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "ticket_entry" VALUES('2b65a088e569d63ed1294376a67522a5','d9fcb5ce8edcabfcf8fda4d11a9236bd','2026-03-04 02:06:00.000000','assistant',NULL,'status','第3级呼叫：沈若兰、丁晓峰、鲁师傅、范建国、柳青、顾怀山、韩一帆',NULL,0,'fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "ticket_entry" VALUES('719abb5659156aa917af3eed12f0b9ca','030f90cdb72d59e1301a31f2762bed44','2026-03-04 02:06:00.000000','resident',NULL,'text','转人工',NULL,0,'fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "ticket_entry" VALUES('873e6e24507ecc5dec5ee71961bd6e36','d9fcb5ce8edcabfcf8fda4d11a9236bd','2026-03-04 02:08:00.000000','assistant',NULL,'status','第3级呼叫：沈若兰、丁晓峰、鲁师傅、范建国、柳青、顾怀山、韩一帆',NULL,0,'fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "ticket_entry" VALUES('390a908fcbaa44b63fc9e82f4aa8796d','273562ba34c418b66fa085aa50cad00c','2026-03-04 02:08:00.000000','resident','5a87785427a641bb5ef3006c77fd66b0','text','方便上门：any time',NULL,1,'fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "ticket_entry" VALUES('a5ae16bf21eceabadc7141ef89780142','d9fcb5ce8edcabfcf8fda4d11a9236bd','2026-03-04 02:10:00.000000','assistant',NULL,'status','第3级呼叫：沈若兰、丁晓峰、鲁师傅、范建国、柳青、顾怀山、韩一帆',NULL,0,'fe3f07cea399e9211e583e67f10bc157');
INSERT INTO "ticket_entry" VALUES('5adcd95f66ff06e06830a8e62e322ab1','d9fcb5ce8edcabfcf8fda4d11a9236bd','2026-03-04 02:12:00.000000','assistant',NULL,'status','第3级呼叫：沈若兰、丁晓峰、鲁师傅、范建国、柳青、顾怀山、韩一帆',NULL,0,'fe3f07cea399e9211e583e67f10bc157');
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
INSERT INTO "wrong_try" VALUES('643ef0ab52964b83aa6bb6e1c4998474','web','stranger',1,'2026-03-04 02:13:00.000000','fe3f07cea399e9211e583e67f10bc157');
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
CREATE INDEX ix_emergencies_escalation_community_id ON emergencies_escalation (community_id);
CREATE INDEX ix_emergencies_escalation_ticket_id ON emergencies_escalation (ticket_id);
CREATE INDEX ix_emergencies_escalation_conversation_id ON emergencies_escalation (conversation_id);
CREATE INDEX ix_emergencies_escalation_resident_id ON emergencies_escalation (resident_id);
CREATE INDEX ix_emergencies_escalation_open ON emergencies_escalation (community_id, status, created_at);
CREATE INDEX ix_notices_notice_community_id ON notices_notice (community_id);
COMMIT;
