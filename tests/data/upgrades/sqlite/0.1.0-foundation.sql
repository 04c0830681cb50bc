-- The database that commit 9cfc98f makes; written by make.py
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
INSERT INTO "account" VALUES('92a743b131e4166829bc2f1758214953','web','41345998e7aa9c81c0ac80988685ab4e','41345998e7aa9c81c0ac80988685ab4e','2026-03-04 02:00:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "account" VALUES('74d5898420bd8bdd6b57a98240f02b0f','web','8a729cd826224f27ea2f7501c2824d48','8a729cd826224f27ea2f7501c2824d48','2026-03-04 02:04:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "account" VALUES('454c6685087a84c59cc34353f2f7c765','web','9499775b5a9b92dac699b53421f27823','9499775b5a9b92dac699b53421f27823','2026-03-04 02:07:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "account" VALUES('b7c354c99ac9283afa2f0b73108558b0','web','cf654560cb4a8aa4772147eba6c95d5e','cf654560cb4a8aa4772147eba6c95d5e','2026-03-04 02:10:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
CREATE TABLE building (
	id VARCHAR(32) NOT NULL, 
	name VARCHAR(40) NOT NULL, 
	community_id VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_building PRIMARY KEY (id), 
	CONSTRAINT fk_building_community_id_community FOREIGN KEY(community_id) REFERENCES community (id), 
	CONSTRAINT uq_building_community_id_name UNIQUE (community_id, name)
);
INSERT INTO "building" VALUES('34c6611458b86dfd53552dcc50a1b7be','1栋','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "building" VALUES('dc980556d5ee631ab29a9c77bc7a4cf4','2栋','5e69f835e49e64e9e75fbbaab90387d8');
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
INSERT INTO "charge" VALUES('8f05983807c7a90c35209919cf755923','ba04171bd89844389e834ff8c0fdfcf9','property','2025Q4',51015,'paid','2025-12-31','89.5 m² × 1.90 元 × 3 个月','89.5 m² × 1.90 yuan × 3 months','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "charge" VALUES('3d82570e36d8e16e2355381cf666fabe','ba04171bd89844389e834ff8c0fdfcf9','property','2026Q1',51015,'unpaid','2026-03-31','89.5 m² × 1.90 元 × 3 个月','89.5 m² × 1.90 yuan × 3 months','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "charge" VALUES('4e86a881766730f8cb38a9eb90900c73','ba04171bd89844389e834ff8c0fdfcf9','water','2026-02',4725,'unpaid','2026-03-15','15 吨 × 3.15 元','15 t × 3.15 yuan','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "charge" VALUES('b3fdad431407dfaa9c19f5d2513b7140','ba04171bd89844389e834ff8c0fdfcf9','electric','2026-02',13260,'unpaid','2026-03-15','','','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "charge" VALUES('97e4597f29ade6a14b0b29b8aca7de5b','ba04171bd89844389e834ff8c0fdfcf9','parking','2026-03',26000,'unpaid','2026-03-10','','','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "charge" VALUES('73ae95b4c82779ad9c8405ad3d6d8924','dfb5624d649b7cbafef35d5bf72816d7','property','2026Q1',35340,'unpaid','2026-03-31','','','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "charge" VALUES('cec3eb1302afc7db6aedcdd4dd60b6fb','dfb5624d649b7cbafef35d5bf72816d7','gas','2026-02',3880,'unpaid','2026-03-15','','','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "charge" VALUES('22ad7551d0431070fd3f75110a8ebcba','dfb5624d649b7cbafef35d5bf72816d7','heating','2025',124000,'paid',NULL,'','','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "charge" VALUES('809fd04b52309f695fdac882e7c73727','cefae72ee3b12e6982cc2e5ae0bb69fb','property','2026Q1',42893,'unpaid','2026-03-31','','','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "charge" VALUES('2c5d60176ebcc72ffd4e3721f057672f','cefae72ee3b12e6982cc2e5ae0bb69fb','water','2026-02',21550,'disputed','2026-03-15','','','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "charge" VALUES('6d6d40da0cbf1030b3e7376e1d0b9a44','cefae72ee3b12e6982cc2e5ae0bb69fb','garbage','2026',6000,'unpaid','2026-06-30','','','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "charge" VALUES('98f309fc2cf1a23330c34b8cdc3bcd6b','e20d25f3176aff87056c823139ffdb2f','property','2026Q1',62700,'unpaid','2026-03-31','','','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "charge" VALUES('840b564add04e160b601390d1e99b83d','e20d25f3176aff87056c823139ffdb2f','shared_electric','2026-01',975,'unpaid',NULL,'','','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "charge" VALUES('8232f58d1673a5859fd34be4f819b7b2','e175db0466d85fc07d58997dbc44cd78','property','2025Q4',27702,'unpaid','2025-12-31','','','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "charge" VALUES('f1ee79654f16d16c689d9f6ace3496a1','e175db0466d85fc07d58997dbc44cd78','property','2026Q1',27702,'unpaid','2026-03-31','','','5e69f835e49e64e9e75fbbaab90387d8');
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
INSERT INTO "community" VALUES('5e69f835e49e64e9e75fbbaab90387d8','青禾里','Qinghe Lane','Asia/Shanghai','0571-5550100','{"office_hours": "08:00-20:00"}');
CREATE TABLE conversation (
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
	CONSTRAINT pk_conversation PRIMARY KEY (id), 
	CONSTRAINT fk_conversation_community_id_community FOREIGN KEY(community_id) REFERENCES community (id), 
	CONSTRAINT fk_conversation_owner_id_staff FOREIGN KEY(owner_id) REFERENCES staff (id), 
	CONSTRAINT fk_conversation_resident_id_resident FOREIGN KEY(resident_id) REFERENCES resident (id), 
	CONSTRAINT fk_conversation_ticket_id_ticket FOREIGN KEY(ticket_id) REFERENCES ticket (id) ON DELETE SET NULL, 
	CONSTRAINT uq_conversation_channel_thread UNIQUE (channel, thread)
);
INSERT INTO "conversation" VALUES('0c2b91f1ba10557235c1d1b856aa59b4','web','guest',NULL,'zh',NULL,'5787a08195b73f9a932456d95ce13029','{"open": null, "stack": [], "shown": [], "failures": 0, "serial": 0, "unclear": "", "last": "\u5df2\u7ecf\u8bf7\u5de5\u4f5c\u4eba\u5458\u6765\u5e2e\u60a8\uff0c\u7f16\u53f7H-1\u3002\u60a8\u6392\u5728\u7b2c\u4e00\u4f4d\uff0c\u8bf7\u7a0d\u5019\u3002\u6025\u4e8b\u8bf7\u6253\u503c\u73ed\u7535\u8bdd0571-5550100\u3002\u7b49\u7684\u65f6\u5019\uff0c\u6211\u53ef\u4ee5\u7ee7\u7eed\u5e2e\u60a8\u3002", "last_asked": null, "settings": {}}',0,'2026-03-04 02:00:00.000000','2026-03-04 02:00:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "conversation" VALUES('5f116ef301ab1eec89edd07d766c1032','web','41345998e7aa9c81c0ac80988685ab4e','41345998e7aa9c81c0ac80988685ab4e','zh',NULL,NULL,'{"open": null, "stack": [], "shown": ["ticket:T-4", "ticket:T-1"], "failures": 0, "serial": 2, "unclear": "", "last": "T-4\uff0c\u53a8\u623f\u6c34\u9f99\u5934\uff1a\u8fd8\u6ca1\u6d3e\u5e08\u5085\uff0c\u6d3e\u597d\u6211\u544a\u8bc9\u60a8\u3002\u65f6\u95f4\u662f\u660e\u5929\uff083\u67085\u65e5\uff09\u4e0b\u5348\u3002\nT-1\uff0c\u95e8\u53e3\u5bf9\u8bb2\u542c\u4e0d\u89c1\u58f0\u97f3\uff1a\u5468\u4e00\uff083\u67082\u65e5\uff09\u62a5\u7684\uff0c\u8fd8\u6ca1\u6d3e\u5e08\u5085\uff0c\u8ba9\u60a8\u4e45\u7b49\u4e86\u3002\u60a8\u53ef\u4ee5\u50ac\u4e00\u4e0b\u3002", "last_asked": null, "settings": {}}',0,'2026-03-04 02:00:00.000000','2026-03-04 02:03:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "conversation" VALUES('b64d21145b0f7f4b026f6af0d100c1ee','web','8a729cd826224f27ea2f7501c2824d48','8a729cd826224f27ea2f7501c2824d48','zh',NULL,'b61f83aaead61e0903722349fc3c4513','{"open": null, "stack": [], "shown": [], "failures": 0, "serial": 1, "unclear": "", "last": "\u5df2\u7ecf\u4e3a\u60a8\u6392\u961f\u627e\u5de5\u4f5c\u4eba\u5458\uff0c\u7f16\u53f7H-2\u3002\u524d\u9762\u8fd8\u67091\u4f4d\u3002\u6025\u4e8b\u8bf7\u6253\u503c\u73ed\u7535\u8bdd0571-5550100\u3002\u7b49\u7684\u65f6\u5019\uff0c\u6211\u53ef\u4ee5\u7ee7\u7eed\u5e2e\u60a8\u3002", "last_asked": null, "settings": {}}',0,'2026-03-04 02:04:00.000000','2026-03-04 02:06:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "conversation" VALUES('35f16dcf64a962345f9f280c3e33fd95','web','9499775b5a9b92dac699b53421f27823','9499775b5a9b92dac699b53421f27823','en',NULL,NULL,'{"open": null, "stack": [], "shown": ["ticket:T-5"], "failures": 0, "serial": 2, "unclear": "", "last": "Lift works in Building 2\nThe lift of Building 2, Unit 1 is out of service every day from 13:00 to 17:00, 3 to 6 March.\nHours for building work\nBuilding work in homes: working days 08:30-12:00 and 14:00-17:30, not at weekends or on holidays.", "last_asked": null, "settings": {}}',0,'2026-03-04 02:07:00.000000','2026-03-04 02:09:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "conversation" VALUES('8bd87d206fce4a8865466494a03c4725','web','cf654560cb4a8aa4772147eba6c95d5e','cf654560cb4a8aa4772147eba6c95d5e','zh',NULL,NULL,'{"open": {"form": "homes.member", "values": {"role": "family"}, "asked": "home", "confirming": false, "tries": 0, "serial": 2}, "stack": [], "shown": ["ticket:T-6"], "failures": 0, "serial": 2, "unclear": "", "last": "\u662f\u54ea\u4e00\u5957\u4f4f\u623f\uff1f", "last_asked": "home", "settings": {}}',0,'2026-03-04 02:10:00.000000','2026-03-04 02:12:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
CREATE TABLE counter (
	id VARCHAR(32) NOT NULL, 
	name VARCHAR(20) NOT NULL, 
	value INTEGER NOT NULL, 
	community_id VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_counter PRIMARY KEY (id), 
	CONSTRAINT fk_counter_community_id_community FOREIGN KEY(community_id) REFERENCES community (id), 
	CONSTRAINT uq_counter_community_id_name UNIQUE (community_id, name)
);
INSERT INTO "counter" VALUES('c96c7f13d29245a4f450e0d6e1d9f8af','ticket',6,'5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "counter" VALUES('f0067024b0ad27b0dfe992fed08bded8','handoff',2,'5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "counter" VALUES('8c72ada601d0b3f10fb9b18c435b1a2a','emergency',1,'5e69f835e49e64e9e75fbbaab90387d8');
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
INSERT INTO "device" VALUES('dbed86201ede5d0d63b28f5ac1d8742a','ba04171bd89844389e834ff8c0fdfcf9','客厅灯','','{"state": "on"}','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "device" VALUES('32ab68fb2bf797e7861ed6239e2fc3ba','ba04171bd89844389e834ff8c0fdfcf9','卧室灯','','{"state": "off"}','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "device" VALUES('458fe93e16531ea6e39069dc94ed873e','ba04171bd89844389e834ff8c0fdfcf9','客厅空调','','{"state": "on", "value": 24}','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "device" VALUES('918c3c8a27e51778a069d32b2531f1b6','ba04171bd89844389e834ff8c0fdfcf9','客厅窗帘','','{"state": "closed"}','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "device" VALUES('6009bff4e0a9f1cb3a5cd4b6469e06d1','cefae72ee3b12e6982cc2e5ae0bb69fb','living room light','','{"state": "off"}','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "device" VALUES('aff4522538259c3ff7bd02b42bd78dab','cefae72ee3b12e6982cc2e5ae0bb69fb','hall light','','{"state": "on"}','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "device" VALUES('ac63e8d720d5a7b548833b7514821815','cefae72ee3b12e6982cc2e5ae0bb69fb','bedroom AC','','{"state": "off"}','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "device" VALUES('b8b7799c95bf4af784d457cca5b5e40a',NULL,'1栋1单元门','','{}','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "device" VALUES('d2ac20cc2bc9c2e03c215a6d4ba0a30c',NULL,'2栋1单元门','','{}','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "device" VALUES('6a7ec2ea10e52a82c4e013f7ad5ace02',NULL,'北门道闸','','{}','5e69f835e49e64e9e75fbbaab90387d8');
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
INSERT INTO "emergencies_escalation" VALUES('16a516f5c4b09affb33f33a4e640abf3','5e69f835e49e64e9e75fbbaab90387d8','06370175e3febde5be01215e2eaca46e','b64d21145b0f7f4b026f6af0d100c1ee','8a729cd826224f27ea2f7501c2824d48','E-1','gas','1栋1单元102','1栋1单元102，7栋2单元1103',1,'家里有煤气味；7栋2单元1103',3,'open','["admin", "committee", "dispatcher", "grid_worker", "manager", "repairer", "security"]',0,'zh',NULL,NULL,'2026-03-04 02:04:00.000000',NULL);
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
INSERT INTO "held" VALUES('a776bb884af668e246b81b44b6fba3a5','lifts.more','1栋1单元电梯','{"name_en": "Lift", "floors": [1, 11]}','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "held" VALUES('1835e4ecdb34f313a2f19e210bd200bf','lifts.more','2栋1单元电梯','{"name_en": "Lift", "floors": [-1, 18]}','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "held" VALUES('1f0403aa39c718877d0fc64dc1779085','bookings','00001','{"key": "B-1", "by": "R4", "resource": "\u7fbd\u6bdb\u7403\u9986", "date": "2026-03-05", "start": "19:00", "end": "20:00"}','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "held" VALUES('c4d3fe37dc4d78ea98248f32182c64c2','visitor_passes','00001','{"key": "V-1", "home": "1\u680b1\u5355\u5143101", "by": "R1", "name": "\u8bb8\u654f", "date": "2026-03-07", "status": "active"}','5e69f835e49e64e9e75fbbaab90387d8');
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
INSERT INTO "home" VALUES('ba04171bd89844389e834ff8c0fdfcf9','34c6611458b86dfd53552dcc50a1b7be','1栋1单元101','1单元','101',8950,'5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "home" VALUES('dfb5624d649b7cbafef35d5bf72816d7','34c6611458b86dfd53552dcc50a1b7be','1栋1单元102','1单元','102',6200,'5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "home" VALUES('cefae72ee3b12e6982cc2e5ae0bb69fb','dc980556d5ee631ab29a9c77bc7a4cf4','2栋1单元301','1单元','301',7525,'5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "home" VALUES('e20d25f3176aff87056c823139ffdb2f','dc980556d5ee631ab29a9c77bc7a4cf4','2栋1单元302','1单元','302',11000,'5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "home" VALUES('e175db0466d85fc07d58997dbc44cd78','dc980556d5ee631ab29a9c77bc7a4cf4','2栋1单元303','1单元','303',4860,'5e69f835e49e64e9e75fbbaab90387d8');
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
	community_id VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_inbox PRIMARY KEY (id), 
	CONSTRAINT fk_inbox_community_id_community FOREIGN KEY(community_id) REFERENCES community (id), 
	CONSTRAINT fk_inbox_conversation_id_conversation FOREIGN KEY(conversation_id) REFERENCES conversation (id), 
	CONSTRAINT uq_inbox_channel_update_id UNIQUE (channel, update_id)
);
INSERT INTO "inbox" VALUES(1,'web','guest:1','0c2b91f1ba10557235c1d1b856aa59b4','text','{"community": "5e69f835e49e64e9e75fbbaab90387d8", "channel": "web", "update_id": "guest:1", "thread": "guest", "sender": "guest", "sent_at": "2026-03-04T02:00:00+00:00", "kind": "text", "text": "\u7269\u4e1a\u7535\u8bdd\u591a\u5c11", "files": [], "lang": null, "private": true, "place": ""}','done','','2026-03-04 02:00:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "inbox" VALUES(2,'web','R1:厨房漏水了，水龙头一直滴','5f116ef301ab1eec89edd07d766c1032','text','{"community": "5e69f835e49e64e9e75fbbaab90387d8", "channel": "web", "update_id": "R1:\u53a8\u623f\u6f0f\u6c34\u4e86\uff0c\u6c34\u9f99\u5934\u4e00\u76f4\u6ef4", "thread": "41345998e7aa9c81c0ac80988685ab4e", "sender": "41345998e7aa9c81c0ac80988685ab4e", "sent_at": "2026-03-04T02:00:00+00:00", "kind": "text", "text": "\u53a8\u623f\u6f0f\u6c34\u4e86\uff0c\u6c34\u9f99\u5934\u4e00\u76f4\u6ef4", "files": [], "lang": null, "private": true, "place": ""}','done','','2026-03-04 02:00:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "inbox" VALUES(3,'web','R1:明天下午','5f116ef301ab1eec89edd07d766c1032','text','{"community": "5e69f835e49e64e9e75fbbaab90387d8", "channel": "web", "update_id": "R1:\u660e\u5929\u4e0b\u5348", "thread": "41345998e7aa9c81c0ac80988685ab4e", "sender": "41345998e7aa9c81c0ac80988685ab4e", "sent_at": "2026-03-04T02:01:00+00:00", "kind": "text", "text": "\u660e\u5929\u4e0b\u5348", "files": [], "lang": null, "private": true, "place": ""}','done','','2026-03-04 02:01:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "inbox" VALUES(4,'web','R1:我这个季度物业费多少','5f116ef301ab1eec89edd07d766c1032','text','{"community": "5e69f835e49e64e9e75fbbaab90387d8", "channel": "web", "update_id": "R1:\u6211\u8fd9\u4e2a\u5b63\u5ea6\u7269\u4e1a\u8d39\u591a\u5c11", "thread": "41345998e7aa9c81c0ac80988685ab4e", "sender": "41345998e7aa9c81c0ac80988685ab4e", "sent_at": "2026-03-04T02:02:00+00:00", "kind": "text", "text": "\u6211\u8fd9\u4e2a\u5b63\u5ea6\u7269\u4e1a\u8d39\u591a\u5c11", "files": [], "lang": null, "private": true, "place": ""}','done','','2026-03-04 02:02:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "inbox" VALUES(5,'web','R1:报修进度怎么样了','5f116ef301ab1eec89edd07d766c1032','text','{"community": "5e69f835e49e64e9e75fbbaab90387d8", "channel": "web", "update_id": "R1:\u62a5\u4fee\u8fdb\u5ea6\u600e\u4e48\u6837\u4e86", "thread": "41345998e7aa9c81c0ac80988685ab4e", "sender": "41345998e7aa9c81c0ac80988685ab4e", "sent_at": "2026-03-04T02:03:00+00:00", "kind": "text", "text": "\u62a5\u4fee\u8fdb\u5ea6\u600e\u4e48\u6837\u4e86", "files": [], "lang": null, "private": true, "place": ""}','done','','2026-03-04 02:03:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "inbox" VALUES(6,'web','R2:家里有煤气味','b64d21145b0f7f4b026f6af0d100c1ee','text','{"community": "5e69f835e49e64e9e75fbbaab90387d8", "channel": "web", "update_id": "R2:\u5bb6\u91cc\u6709\u7164\u6c14\u5473", "thread": "8a729cd826224f27ea2f7501c2824d48", "sender": "8a729cd826224f27ea2f7501c2824d48", "sent_at": "2026-03-04T02:04:00+00:00", "kind": "text", "text": "\u5bb6\u91cc\u6709\u7164\u6c14\u5473", "files": [], "lang": null, "private": true, "place": ""}','done','','2026-03-04 02:04:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "inbox" VALUES(7,'web','R2:7栋2单元1103','b64d21145b0f7f4b026f6af0d100c1ee','text','{"community": "5e69f835e49e64e9e75fbbaab90387d8", "channel": "web", "update_id": "R2:7\u680b2\u5355\u51431103", "thread": "8a729cd826224f27ea2f7501c2824d48", "sender": "8a729cd826224f27ea2f7501c2824d48", "sent_at": "2026-03-04T02:05:00+00:00", "kind": "text", "text": "7\u680b2\u5355\u51431103", "files": [], "lang": null, "private": true, "place": ""}','done','','2026-03-04 02:05:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "inbox" VALUES(8,'web','R2:转人工','b64d21145b0f7f4b026f6af0d100c1ee','text','{"community": "5e69f835e49e64e9e75fbbaab90387d8", "channel": "web", "update_id": "R2:\u8f6c\u4eba\u5de5", "thread": "8a729cd826224f27ea2f7501c2824d48", "sender": "8a729cd826224f27ea2f7501c2824d48", "sent_at": "2026-03-04T02:06:00+00:00", "kind": "text", "text": "\u8f6c\u4eba\u5de5", "files": [], "lang": null, "private": true, "place": ""}','done','','2026-03-04 02:06:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "inbox" VALUES(9,'web','R3:My bedroom light is broken','35f16dcf64a962345f9f280c3e33fd95','text','{"community": "5e69f835e49e64e9e75fbbaab90387d8", "channel": "web", "update_id": "R3:My bedroom light is broken", "thread": "9499775b5a9b92dac699b53421f27823", "sender": "9499775b5a9b92dac699b53421f27823", "sent_at": "2026-03-04T02:07:00+00:00", "kind": "text", "text": "My bedroom light is broken", "files": [], "lang": null, "private": true, "place": ""}','done','','2026-03-04 02:07:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "inbox" VALUES(10,'web','R3:any time is fine','35f16dcf64a962345f9f280c3e33fd95','text','{"community": "5e69f835e49e64e9e75fbbaab90387d8", "channel": "web", "update_id": "R3:any time is fine", "thread": "9499775b5a9b92dac699b53421f27823", "sender": "9499775b5a9b92dac699b53421f27823", "sent_at": "2026-03-04T02:08:00+00:00", "kind": "text", "text": "any time is fine", "files": [], "lang": null, "private": true, "place": ""}','done','','2026-03-04 02:08:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "inbox" VALUES(11,'web','R3:Is there any notice about water?','35f16dcf64a962345f9f280c3e33fd95','text','{"community": "5e69f835e49e64e9e75fbbaab90387d8", "channel": "web", "update_id": "R3:Is there any notice about water?", "thread": "9499775b5a9b92dac699b53421f27823", "sender": "9499775b5a9b92dac699b53421f27823", "sent_at": "2026-03-04T02:09:00+00:00", "kind": "text", "text": "Is there any notice about water?", "files": [], "lang": null, "private": true, "place": ""}','done','','2026-03-04 02:09:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "inbox" VALUES(12,'web','R4:楼道灯不亮了','8bd87d206fce4a8865466494a03c4725','text','{"community": "5e69f835e49e64e9e75fbbaab90387d8", "channel": "web", "update_id": "R4:\u697c\u9053\u706f\u4e0d\u4eae\u4e86", "thread": "cf654560cb4a8aa4772147eba6c95d5e", "sender": "cf654560cb4a8aa4772147eba6c95d5e", "sent_at": "2026-03-04T02:10:00+00:00", "kind": "text", "text": "\u697c\u9053\u706f\u4e0d\u4eae\u4e86", "files": [], "lang": null, "private": true, "place": ""}','done','','2026-03-04 02:10:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "inbox" VALUES(13,'web','R4:算了不用了','8bd87d206fce4a8865466494a03c4725','text','{"community": "5e69f835e49e64e9e75fbbaab90387d8", "channel": "web", "update_id": "R4:\u7b97\u4e86\u4e0d\u7528\u4e86", "thread": "cf654560cb4a8aa4772147eba6c95d5e", "sender": "cf654560cb4a8aa4772147eba6c95d5e", "sent_at": "2026-03-04T02:11:00+00:00", "kind": "text", "text": "\u7b97\u4e86\u4e0d\u7528\u4e86", "files": [], "lang": null, "private": true, "place": ""}','done','','2026-03-04 02:11:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "inbox" VALUES(14,'web','R4:我想绑定我女儿','8bd87d206fce4a8865466494a03c4725','text','{"community": "5e69f835e49e64e9e75fbbaab90387d8", "channel": "web", "update_id": "R4:\u6211\u60f3\u7ed1\u5b9a\u6211\u5973\u513f", "thread": "cf654560cb4a8aa4772147eba6c95d5e", "sender": "cf654560cb4a8aa4772147eba6c95d5e", "sent_at": "2026-03-04T02:12:00+00:00", "kind": "text", "text": "\u6211\u60f3\u7ed1\u5b9a\u6211\u5973\u513f", "files": [], "lang": null, "private": true, "place": ""}','done','','2026-03-04 02:12:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
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
INSERT INTO "job" VALUES(1,'emergencies.climb','16a516f5c4b09affb33f33a4e640abf3:2:2026-03-04T10:05:00+08:00','{"escalation": "16a516f5c4b09affb33f33a4e640abf3", "level": 2}','2026-03-04 02:05:00.000000','done','2026-03-04 02:05:30.000000',1,1,'','2026-03-04 02:04:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "job" VALUES(2,'emergencies.climb','16a516f5c4b09affb33f33a4e640abf3:3:2026-03-04T10:06:00+08:00','{"escalation": "16a516f5c4b09affb33f33a4e640abf3", "level": 3}','2026-03-04 02:06:00.000000','done','2026-03-04 02:06:30.000000',1,1,'','2026-03-04 02:05:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "job" VALUES(3,'emergencies.climb','16a516f5c4b09affb33f33a4e640abf3:3:2026-03-04T10:08:00+08:00','{"escalation": "16a516f5c4b09affb33f33a4e640abf3", "level": 3}','2026-03-04 02:08:00.000000','done','2026-03-04 02:08:30.000000',1,1,'','2026-03-04 02:06:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "job" VALUES(4,'emergencies.climb','16a516f5c4b09affb33f33a4e640abf3:3:2026-03-04T10:10:00+08:00','{"escalation": "16a516f5c4b09affb33f33a4e640abf3", "level": 3}','2026-03-04 02:10:00.000000','done','2026-03-04 02:10:30.000000',1,1,'','2026-03-04 02:08:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "job" VALUES(5,'emergencies.climb','16a516f5c4b09affb33f33a4e640abf3:3:2026-03-04T10:12:00+08:00','{"escalation": "16a516f5c4b09affb33f33a4e640abf3", "level": 3}','2026-03-04 02:12:00.000000','done','2026-03-04 02:12:30.000000',1,1,'','2026-03-04 02:10:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "job" VALUES(6,'emergencies.climb','16a516f5c4b09affb33f33a4e640abf3:3:2026-03-04T10:14:00+08:00','{"escalation": "16a516f5c4b09affb33f33a4e640abf3", "level": 3}','2026-03-04 02:14:00.000000','new',NULL,0,0,'','2026-03-04 02:12:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
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
INSERT INTO "lift" VALUES('097d66d8b28f483668fa6be92c649163','34c6611458b86dfd53552dcc50a1b7be','1单元','电梯','700101','running','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "lift" VALUES('e84b7cc5f9cadcdb142f16b0bc3d6b31','dc980556d5ee631ab29a9c77bc7a4cf4','1单元','电梯','700201','maintenance','5e69f835e49e64e9e75fbbaab90387d8');
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
INSERT INTO "notices_notice" VALUES('c0d3e55bd80443550123c0dc6f48efb5','5e69f835e49e64e9e75fbbaab90387d8','3月5日1栋停水','3月5日 09:00-16:00 更换水表，1栋停水，2栋不受影响。请提前存水。','No water in Building 1 on 5 March','Water meters are replaced on 5 March, 09:00-16:00. Building 1 has no water; Building 2 is not affected.','water_outage','["1\u680b"]','2026-03-05 01:00:00.000000','2026-03-05 08:00:00.000000','2026-03-04 02:00:00.000000');
INSERT INTO "notices_notice" VALUES('cf802df302cb9c46fe54bf735300042b','5e69f835e49e64e9e75fbbaab90387d8','2栋电梯检修','2栋1单元电梯3月3日至6日检修，每天 13:00-17:00 停用。','Lift works in Building 2','The lift of Building 2, Unit 1 is out of service every day from 13:00 to 17:00, 3 to 6 March.','elevator_works','["2\u680b"]','2026-03-02 16:00:00.000000','2026-03-06 16:00:00.000000','2026-03-04 02:00:00.000000');
INSERT INTO "notices_notice" VALUES('16e4dbc284b902e8d141e0d585fcab17','5e69f835e49e64e9e75fbbaab90387d8','装修时间','装修施工限工作日 08:30-12:00、14:00-17:30，周末和节假日不得施工。','Hours for building work','Building work in homes: working days 08:30-12:00 and 14:00-17:30, not at weekends or on holidays.','renovation','[]',NULL,NULL,'2026-03-04 02:00:00.000000');
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
INSERT INTO "occupancy" VALUES('68a8293c2c7a210de62ac7f05d770834','41345998e7aa9c81c0ac80988685ab4e','ba04171bd89844389e834ff8c0fdfcf9','owner',NULL,'5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "occupancy" VALUES('99e524161b5220be43e60806c32e2c7d','8a729cd826224f27ea2f7501c2824d48','dfb5624d649b7cbafef35d5bf72816d7','owner',NULL,'5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "occupancy" VALUES('7a49830a4f24e1b002372c132388f0e9','9499775b5a9b92dac699b53421f27823','cefae72ee3b12e6982cc2e5ae0bb69fb','tenant',NULL,'5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "occupancy" VALUES('3605c463453c082504c24d46bccb2f89','cf654560cb4a8aa4772147eba6c95d5e','e20d25f3176aff87056c823139ffdb2f','owner',NULL,'5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "occupancy" VALUES('c40297f884cb6a306b36ec323be1b56a','cf654560cb4a8aa4772147eba6c95d5e','e175db0466d85fc07d58997dbc44cd78','owner',NULL,'5e69f835e49e64e9e75fbbaab90387d8');
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
INSERT INTO "outbox" VALUES(1,'message','normal','web','guest','0c2b91f1ba10557235c1d1b856aa59b4',1,'{"text": "\u5df2\u7ecf\u8bf7\u5de5\u4f5c\u4eba\u5458\u6765\u5e2e\u60a8\uff0c\u7f16\u53f7H-1\u3002\u60a8\u6392\u5728\u7b2c\u4e00\u4f4d\uff0c\u8bf7\u7a0d\u5019\u3002\u6025\u4e8b\u8bf7\u6253\u503c\u73ed\u7535\u8bdd0571-5550100\u3002\u7b49\u7684\u65f6\u5019\uff0c\u6211\u53ef\u4ee5\u7ee7\u7eed\u5e2e\u60a8\u3002", "lang": "zh", "buttons": [["\u4e0d\u7528\u4eba\u5de5\u4e86", "call:staff.cancel:"]], "record": "handoff:H-1"}','sent',1,'2026-03-04 02:00:00.000000',NULL,'','2026-03-04 02:00:00.000000','2026-03-04 02:00:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(2,'sms','normal','sms','13600000002',NULL,NULL,'{"text": "\u6709\u4f4f\u6237\u8981\u627e\u5de5\u4f5c\u4eba\u5458\uff0c\u7f16\u53f7H-1\u3002\u8bf7\u5230\u5de5\u4f5c\u53f0\u67e5\u770b\u3002", "lang": "zh", "staff": "ff6834f79a37609261b73507d53484c3"}','sent',1,'2026-03-04 02:00:00.000000',NULL,'','2026-03-04 02:00:00.000000','2026-03-04 02:00:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(3,'message','normal','web','41345998e7aa9c81c0ac80988685ab4e','5f116ef301ab1eec89edd07d766c1032',2,'{"text": "\u53a8\u623f\u6c34\u9f99\u5934\u7684\u4e8b\u8bb0\u4e0b\u4e86\uff0c\u7f16\u53f7T-4\u3002\u503c\u73ed\u4eba\u5458\u4f1a\u770b\u5230\uff0c\u6d3e\u597d\u5e08\u5085\u6211\u544a\u8bc9\u60a8\u3002\u4ec0\u4e48\u65f6\u5019\u65b9\u4fbf\u5e08\u5085\u4e0a\u95e8\uff1f", "lang": "zh", "buttons": [["\u4eca\u5929\u4e0b\u5348", "fill:time=2026-03-04.afternoon@2"], ["\u660e\u5929\u4e0a\u5348", "fill:time=2026-03-05.morning@2"], ["\u90fd\u884c", "fill:time=any@2"]], "asks": "time", "record": "ticket:T-4"}','sent',1,'2026-03-04 02:00:00.000000',NULL,'','2026-03-04 02:00:00.000000','2026-03-04 02:00:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(4,'message','normal','web','41345998e7aa9c81c0ac80988685ab4e','5f116ef301ab1eec89edd07d766c1032',3,'{"text": "\u597d\uff0cT-4\u8bb0\u4e0b\u4e86\uff1a\u660e\u5929\uff083\u67085\u65e5\uff09\u4e0b\u5348\u3002\u6d3e\u597d\u5e08\u5085\u6211\u544a\u8bc9\u60a8\u3002", "lang": "zh", "record": "ticket:T-4"}','sent',1,'2026-03-04 02:01:00.000000',NULL,'','2026-03-04 02:01:00.000000','2026-03-04 02:01:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(5,'message','normal','web','41345998e7aa9c81c0ac80988685ab4e','5f116ef301ab1eec89edd07d766c1032',4,'{"text": "2026\u5e74\u4e00\u5b63\u5ea6\u7269\u4e1a\u8d39\uff0c510.15\u5143\uff0889.5 m\u00b2 \u00d7 1.90 \u5143 \u00d7 3 \u4e2a\u6708\uff09\uff0c\u8bf7\u5728\u5468\u4e8c\uff083\u670831\u65e5\uff09\u524d\u4ea4\u3002", "lang": "zh", "buttons": [["\u600e\u4e48\u4ea4", "start:bill_pay"], ["\u8fd9\u7b14\u4e0d\u5bf9", "start:bill_dispute"]], "private": true}','sent',1,'2026-03-04 02:02:00.000000',NULL,'','2026-03-04 02:02:00.000000','2026-03-04 02:02:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(6,'message','normal','web','41345998e7aa9c81c0ac80988685ab4e','5f116ef301ab1eec89edd07d766c1032',5,'{"text": "T-4\uff0c\u53a8\u623f\u6c34\u9f99\u5934\uff1a\u8fd8\u6ca1\u6d3e\u5e08\u5085\uff0c\u6d3e\u597d\u6211\u544a\u8bc9\u60a8\u3002\u65f6\u95f4\u662f\u660e\u5929\uff083\u67085\u65e5\uff09\u4e0b\u5348\u3002\nT-1\uff0c\u95e8\u53e3\u5bf9\u8bb2\u542c\u4e0d\u89c1\u58f0\u97f3\uff1a\u5468\u4e00\uff083\u67082\u65e5\uff09\u62a5\u7684\uff0c\u8fd8\u6ca1\u6d3e\u5e08\u5085\uff0c\u8ba9\u60a8\u4e45\u7b49\u4e86\u3002\u60a8\u53ef\u4ee5\u50ac\u4e00\u4e0b\u3002", "lang": "zh", "buttons": [["\u50ac\u4e00\u4e0b", "call:repairs.hurry:8aead6b2d4853d7fcc1e69d12528a11e"], ["\u53d6\u6d88\u62a5\u4fee", "call:repairs.cancel:8aead6b2d4853d7fcc1e69d12528a11e"]], "private": true}','sent',1,'2026-03-04 02:03:00.000000',NULL,'','2026-03-04 02:03:00.000000','2026-03-04 02:03:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(7,'message','emergency','web','8a729cd826224f27ea2f7501c2824d48','b64d21145b0f7f4b026f6af0d100c1ee',6,'{"text": "\u8bf7\u6253\u5f00\u7a97\u6237\uff0c\u4e0d\u8981\u78b0\u5f00\u5173\uff0c\u4e0d\u8981\u70b9\u706b\u3002\u6240\u6709\u4eba\u9a6c\u4e0a\u5230\u5c4b\u5916\uff0c\u518d\u6253119\u3002\n\u5df2\u7ecf\u901a\u77e5\u503c\u73ed\u4eba\u5458\u3002\n\u73b0\u5728\u6709\u51e0\u4e2a\u4eba\uff1f\u6709\u6ca1\u6709\u4eba\u53d7\u4f24\uff1f", "lang": "zh", "asks": "note", "record": "escalation:E-1"}','sent',1,'2026-03-04 02:04:00.000000',NULL,'','2026-03-04 02:04:00.000000','2026-03-04 02:04:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(8,'sms','emergency','sms','13600000002',NULL,NULL,'{"text": "\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "ff6834f79a37609261b73507d53484c3"}','sent',1,'2026-03-04 02:04:00.000000',NULL,'','2026-03-04 02:04:00.000000','2026-03-04 02:04:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(9,'sms','emergency','sms','13600000004',NULL,NULL,'{"text": "\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "9feb3b6fad90df1cf597492735d23a47"}','sent',1,'2026-03-04 02:04:00.000000',NULL,'','2026-03-04 02:04:00.000000','2026-03-04 02:04:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(10,'sms','emergency','sms','13600000001',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "4ed45762697a287bea8c815b4710b47c"}','sent',1,'2026-03-04 02:05:00.000000',NULL,'','2026-03-04 02:05:00.000000','2026-03-04 02:05:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(11,'sms','emergency','sms','13600000002',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "ff6834f79a37609261b73507d53484c3"}','sent',1,'2026-03-04 02:05:00.000000',NULL,'','2026-03-04 02:05:00.000000','2026-03-04 02:05:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(12,'sms','emergency','sms','13600000003',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "39039d88c273dad97fee78571f69c409"}','sent',1,'2026-03-04 02:05:00.000000',NULL,'','2026-03-04 02:05:00.000000','2026-03-04 02:05:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(13,'sms','emergency','sms','13600000004',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "9feb3b6fad90df1cf597492735d23a47"}','sent',1,'2026-03-04 02:05:00.000000',NULL,'','2026-03-04 02:05:00.000000','2026-03-04 02:05:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(14,'sms','emergency','sms','13600000005',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "52ee492f9f5368969b170efb154f5380"}','sent',1,'2026-03-04 02:05:00.000000',NULL,'','2026-03-04 02:05:00.000000','2026-03-04 02:05:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(15,'message','emergency','web','8a729cd826224f27ea2f7501c2824d48','b64d21145b0f7f4b026f6af0d100c1ee',NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff0c\u6211\u5df2\u7ecf\u5728\u547c\u53eb\u66f4\u591a\u4eba\u3002\u6709\u751f\u547d\u5371\u9669\u8bf7\u9a6c\u4e0a\u6253110\u3001119\u6216120\u3002", "lang": "zh", "record": "escalation:E-1"}','sent',1,'2026-03-04 02:05:00.000000',NULL,'','2026-03-04 02:05:00.000000','2026-03-04 02:05:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(16,'message','emergency','web','8a729cd826224f27ea2f7501c2824d48','b64d21145b0f7f4b026f6af0d100c1ee',7,'{"text": "\u8865\u5145\u7684\u60c5\u51b5\u5df2\u7ecf\u8f6c\u7ed9\u503c\u73ed\u4eba\u5458\u3002\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff0c\u6211\u5728\u7ee7\u7eed\u547c\u53eb\u3002\u6709\u751f\u547d\u5371\u9669\u8bf7\u9a6c\u4e0a\u6253110\u3001119\u6216120\u3002", "lang": "zh", "record": "escalation:E-1"}','sent',1,'2026-03-04 02:05:00.000000',NULL,'','2026-03-04 02:05:00.000000','2026-03-04 02:05:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(17,'sms','emergency','sms','13600000001',NULL,NULL,'{"text": "\u7d27\u6025E-1\u6709\u65b0\u60c5\u51b5\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473", "lang": "zh", "staff": "4ed45762697a287bea8c815b4710b47c"}','sent',1,'2026-03-04 02:05:00.000000',NULL,'','2026-03-04 02:05:00.000000','2026-03-04 02:05:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(18,'sms','emergency','sms','13600000002',NULL,NULL,'{"text": "\u7d27\u6025E-1\u6709\u65b0\u60c5\u51b5\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473", "lang": "zh", "staff": "ff6834f79a37609261b73507d53484c3"}','sent',1,'2026-03-04 02:05:00.000000',NULL,'','2026-03-04 02:05:00.000000','2026-03-04 02:05:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(19,'sms','emergency','sms','13600000003',NULL,NULL,'{"text": "\u7d27\u6025E-1\u6709\u65b0\u60c5\u51b5\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473", "lang": "zh", "staff": "39039d88c273dad97fee78571f69c409"}','sent',1,'2026-03-04 02:05:00.000000',NULL,'','2026-03-04 02:05:00.000000','2026-03-04 02:05:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(20,'sms','emergency','sms','13600000004',NULL,NULL,'{"text": "\u7d27\u6025E-1\u6709\u65b0\u60c5\u51b5\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473", "lang": "zh", "staff": "9feb3b6fad90df1cf597492735d23a47"}','sent',1,'2026-03-04 02:05:00.000000',NULL,'','2026-03-04 02:05:00.000000','2026-03-04 02:05:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(21,'sms','emergency','sms','13600000005',NULL,NULL,'{"text": "\u7d27\u6025E-1\u6709\u65b0\u60c5\u51b5\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473", "lang": "zh", "staff": "52ee492f9f5368969b170efb154f5380"}','sent',1,'2026-03-04 02:05:00.000000',NULL,'','2026-03-04 02:05:00.000000','2026-03-04 02:05:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(22,'sms','emergency','sms','13600000001',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "4ed45762697a287bea8c815b4710b47c"}','sent',1,'2026-03-04 02:06:00.000000',NULL,'','2026-03-04 02:06:00.000000','2026-03-04 02:06:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(23,'sms','emergency','sms','13600000002',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "ff6834f79a37609261b73507d53484c3"}','sent',1,'2026-03-04 02:06:00.000000',NULL,'','2026-03-04 02:06:00.000000','2026-03-04 02:06:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(24,'sms','emergency','sms','13600000003',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "39039d88c273dad97fee78571f69c409"}','sent',1,'2026-03-04 02:06:00.000000',NULL,'','2026-03-04 02:06:00.000000','2026-03-04 02:06:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(25,'sms','emergency','sms','13600000004',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "9feb3b6fad90df1cf597492735d23a47"}','sent',1,'2026-03-04 02:06:00.000000',NULL,'','2026-03-04 02:06:00.000000','2026-03-04 02:06:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(26,'sms','emergency','sms','13600000005',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "52ee492f9f5368969b170efb154f5380"}','sent',1,'2026-03-04 02:06:00.000000',NULL,'','2026-03-04 02:06:00.000000','2026-03-04 02:06:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(27,'sms','emergency','sms','13600000006',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "8ca18cc438a3bbe49ff4d478588367b0"}','sent',1,'2026-03-04 02:06:00.000000',NULL,'','2026-03-04 02:06:00.000000','2026-03-04 02:06:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(28,'sms','emergency','sms','13600000007',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "57e49d2bdfc50f9f2fc4553a270f91cf"}','sent',1,'2026-03-04 02:06:00.000000',NULL,'','2026-03-04 02:06:00.000000','2026-03-04 02:06:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(29,'message','emergency','web','8a729cd826224f27ea2f7501c2824d48','b64d21145b0f7f4b026f6af0d100c1ee',NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff0c\u6211\u5df2\u7ecf\u5728\u547c\u53eb\u66f4\u591a\u4eba\u3002\u6709\u751f\u547d\u5371\u9669\u8bf7\u9a6c\u4e0a\u6253110\u3001119\u6216120\u3002", "lang": "zh", "record": "escalation:E-1"}','sent',1,'2026-03-04 02:06:00.000000',NULL,'','2026-03-04 02:06:00.000000','2026-03-04 02:06:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(30,'message','normal','web','8a729cd826224f27ea2f7501c2824d48','b64d21145b0f7f4b026f6af0d100c1ee',8,'{"text": "\u5df2\u7ecf\u4e3a\u60a8\u6392\u961f\u627e\u5de5\u4f5c\u4eba\u5458\uff0c\u7f16\u53f7H-2\u3002\u524d\u9762\u8fd8\u67091\u4f4d\u3002\u6025\u4e8b\u8bf7\u6253\u503c\u73ed\u7535\u8bdd0571-5550100\u3002\u7b49\u7684\u65f6\u5019\uff0c\u6211\u53ef\u4ee5\u7ee7\u7eed\u5e2e\u60a8\u3002", "lang": "zh", "buttons": [["\u4e0d\u7528\u4eba\u5de5\u4e86", "call:staff.cancel:"]], "record": "handoff:H-2"}','sent',1,'2026-03-04 02:06:00.000000',NULL,'','2026-03-04 02:06:00.000000','2026-03-04 02:06:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(31,'sms','normal','sms','13600000002',NULL,NULL,'{"text": "\u6709\u4f4f\u6237\u8981\u627e\u5de5\u4f5c\u4eba\u5458\uff0c\u7f16\u53f7H-2\u3002\u8bf7\u5230\u5de5\u4f5c\u53f0\u67e5\u770b\u3002", "lang": "zh", "staff": "ff6834f79a37609261b73507d53484c3"}','sent',1,'2026-03-04 02:06:00.000000',NULL,'','2026-03-04 02:06:00.000000','2026-03-04 02:06:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(32,'message','normal','web','9499775b5a9b92dac699b53421f27823','35f16dcf64a962345f9f280c3e33fd95',9,'{"text": "I have noted this: bedroom light. The number is T-5. Our duty staff will see it, and I will tell you who comes. When may somebody come?", "lang": "en", "buttons": [["This afternoon", "fill:time=2026-03-04.afternoon@2"], ["Tomorrow morning", "fill:time=2026-03-05.morning@2"], ["Any time", "fill:time=any@2"]], "asks": "time", "record": "ticket:T-5"}','sent',1,'2026-03-04 02:07:00.000000',NULL,'','2026-03-04 02:07:00.000000','2026-03-04 02:07:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(33,'sms','emergency','sms','13600000001',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "4ed45762697a287bea8c815b4710b47c"}','sent',1,'2026-03-04 02:08:00.000000',NULL,'','2026-03-04 02:08:00.000000','2026-03-04 02:08:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(34,'sms','emergency','sms','13600000002',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "ff6834f79a37609261b73507d53484c3"}','sent',1,'2026-03-04 02:08:00.000000',NULL,'','2026-03-04 02:08:00.000000','2026-03-04 02:08:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(35,'sms','emergency','sms','13600000003',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "39039d88c273dad97fee78571f69c409"}','sent',1,'2026-03-04 02:08:00.000000',NULL,'','2026-03-04 02:08:00.000000','2026-03-04 02:08:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(36,'sms','emergency','sms','13600000004',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "9feb3b6fad90df1cf597492735d23a47"}','sent',1,'2026-03-04 02:08:00.000000',NULL,'','2026-03-04 02:08:00.000000','2026-03-04 02:08:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(37,'sms','emergency','sms','13600000005',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "52ee492f9f5368969b170efb154f5380"}','sent',1,'2026-03-04 02:08:00.000000',NULL,'','2026-03-04 02:08:00.000000','2026-03-04 02:08:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(38,'sms','emergency','sms','13600000006',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "8ca18cc438a3bbe49ff4d478588367b0"}','sent',1,'2026-03-04 02:08:00.000000',NULL,'','2026-03-04 02:08:00.000000','2026-03-04 02:08:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(39,'sms','emergency','sms','13600000007',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "57e49d2bdfc50f9f2fc4553a270f91cf"}','sent',1,'2026-03-04 02:08:00.000000',NULL,'','2026-03-04 02:08:00.000000','2026-03-04 02:08:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(40,'message','normal','web','9499775b5a9b92dac699b53421f27823','35f16dcf64a962345f9f280c3e33fd95',10,'{"text": "Good, T-5 is noted for any time. I will tell you who comes.", "lang": "en", "record": "ticket:T-5"}','sent',1,'2026-03-04 02:08:00.000000',NULL,'','2026-03-04 02:08:00.000000','2026-03-04 02:08:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(41,'message','normal','web','9499775b5a9b92dac699b53421f27823','35f16dcf64a962345f9f280c3e33fd95',11,'{"text": "Lift works in Building 2\nThe lift of Building 2, Unit 1 is out of service every day from 13:00 to 17:00, 3 to 6 March.\nHours for building work\nBuilding work in homes: working days 08:30-12:00 and 14:00-17:30, not at weekends or on holidays.", "lang": "en"}','sent',1,'2026-03-04 02:09:00.000000',NULL,'','2026-03-04 02:09:00.000000','2026-03-04 02:09:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(42,'sms','emergency','sms','13600000001',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "4ed45762697a287bea8c815b4710b47c"}','sent',1,'2026-03-04 02:10:00.000000',NULL,'','2026-03-04 02:10:00.000000','2026-03-04 02:10:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(43,'sms','emergency','sms','13600000002',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "ff6834f79a37609261b73507d53484c3"}','sent',1,'2026-03-04 02:10:00.000000',NULL,'','2026-03-04 02:10:00.000000','2026-03-04 02:10:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(44,'sms','emergency','sms','13600000003',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "39039d88c273dad97fee78571f69c409"}','sent',1,'2026-03-04 02:10:00.000000',NULL,'','2026-03-04 02:10:00.000000','2026-03-04 02:10:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(45,'sms','emergency','sms','13600000004',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "9feb3b6fad90df1cf597492735d23a47"}','sent',1,'2026-03-04 02:10:00.000000',NULL,'','2026-03-04 02:10:00.000000','2026-03-04 02:10:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(46,'sms','emergency','sms','13600000005',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "52ee492f9f5368969b170efb154f5380"}','sent',1,'2026-03-04 02:10:00.000000',NULL,'','2026-03-04 02:10:00.000000','2026-03-04 02:10:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(47,'sms','emergency','sms','13600000006',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "8ca18cc438a3bbe49ff4d478588367b0"}','sent',1,'2026-03-04 02:10:00.000000',NULL,'','2026-03-04 02:10:00.000000','2026-03-04 02:10:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(48,'sms','emergency','sms','13600000007',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "57e49d2bdfc50f9f2fc4553a270f91cf"}','sent',1,'2026-03-04 02:10:00.000000',NULL,'','2026-03-04 02:10:00.000000','2026-03-04 02:10:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(49,'message','normal','web','cf654560cb4a8aa4772147eba6c95d5e','8bd87d206fce4a8865466494a03c4725',12,'{"text": "\u697c\u9053\u697c\u9053\u706f\u7684\u4e8b\u8bb0\u4e0b\u4e86\uff0c\u7f16\u53f7T-6\u3002\u503c\u73ed\u4eba\u5458\u4f1a\u770b\u5230\uff0c\u6d3e\u597d\u5e08\u5085\u6211\u544a\u8bc9\u60a8\u3002", "lang": "zh", "record": "ticket:T-6"}','sent',1,'2026-03-04 02:10:00.000000',NULL,'','2026-03-04 02:10:00.000000','2026-03-04 02:10:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(50,'message','normal','web','cf654560cb4a8aa4772147eba6c95d5e','8bd87d206fce4a8865466494a03c4725',13,'{"text": "\u73b0\u5728\u6ca1\u6709\u6b63\u5728\u529e\u7684\u4e8b\u3002\u9700\u8981\u65f6\u8bf7\u76f4\u63a5\u544a\u8bc9\u6211\u3002", "lang": "zh"}','sent',1,'2026-03-04 02:11:00.000000',NULL,'','2026-03-04 02:11:00.000000','2026-03-04 02:11:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(51,'sms','emergency','sms','13600000001',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "4ed45762697a287bea8c815b4710b47c"}','sent',1,'2026-03-04 02:12:00.000000',NULL,'','2026-03-04 02:12:00.000000','2026-03-04 02:12:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(52,'sms','emergency','sms','13600000002',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "ff6834f79a37609261b73507d53484c3"}','sent',1,'2026-03-04 02:12:00.000000',NULL,'','2026-03-04 02:12:00.000000','2026-03-04 02:12:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(53,'sms','emergency','sms','13600000003',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "39039d88c273dad97fee78571f69c409"}','sent',1,'2026-03-04 02:12:00.000000',NULL,'','2026-03-04 02:12:00.000000','2026-03-04 02:12:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(54,'sms','emergency','sms','13600000004',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "9feb3b6fad90df1cf597492735d23a47"}','sent',1,'2026-03-04 02:12:00.000000',NULL,'','2026-03-04 02:12:00.000000','2026-03-04 02:12:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(55,'sms','emergency','sms','13600000005',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "52ee492f9f5368969b170efb154f5380"}','sent',1,'2026-03-04 02:12:00.000000',NULL,'','2026-03-04 02:12:00.000000','2026-03-04 02:12:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(56,'sms','emergency','sms','13600000006',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "8ca18cc438a3bbe49ff4d478588367b0"}','sent',1,'2026-03-04 02:12:00.000000',NULL,'','2026-03-04 02:12:00.000000','2026-03-04 02:12:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(57,'sms','emergency','sms','13600000007',NULL,NULL,'{"text": "\u8fd8\u6ca1\u6709\u4eba\u63a5\u5355\uff01\u7d27\u6025E-1\uff1a\u71c3\u6c14\u6cc4\u6f0f\uff0c1\u680b1\u5355\u5143102\uff0c7\u680b2\u5355\u51431103\u3002\u5bb6\u91cc\u6709\u7164\u6c14\u5473\uff1b7\u680b2\u5355\u51431103 \u8bf7\u9a6c\u4e0a\u63a5\u5355\u3002", "lang": "zh", "staff": "57e49d2bdfc50f9f2fc4553a270f91cf"}','sent',1,'2026-03-04 02:12:00.000000',NULL,'','2026-03-04 02:12:00.000000','2026-03-04 02:12:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "outbox" VALUES(58,'message','normal','web','cf654560cb4a8aa4772147eba6c95d5e','8bd87d206fce4a8865466494a03c4725',14,'{"text": "\u662f\u54ea\u4e00\u5957\u4f4f\u623f\uff1f", "lang": "zh", "buttons": [["2\u680b1\u5355\u5143302", "fill:home=2\u680b1\u5355\u5143302@2"], ["2\u680b1\u5355\u5143303", "fill:home=2\u680b1\u5355\u5143303@2"]], "asks": "home"}','sent',1,'2026-03-04 02:12:00.000000',NULL,'','2026-03-04 02:12:00.000000','2026-03-04 02:12:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
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
INSERT INTO "payment" VALUES('ea3dfd9c4432eaaa263b957c649988d2','8f05983807c7a90c35209919cf755923','ba04171bd89844389e834ff8c0fdfcf9',NULL,51015,'wechat','QH-0007','2025-12-20 01:12:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "payment" VALUES('09260e27e16c412b2af92a0fbeb3ceeb','22ad7551d0431070fd3f75110a8ebcba','dfb5624d649b7cbafef35d5bf72816d7',NULL,124000,'cash','QH-0003','2025-11-03 02:30:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
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
INSERT INTO "resident" VALUES('41345998e7aa9c81c0ac80988685ab4e','R1','许明远','13700000001','["\u6d59A7K221"]','zh',41,'{}','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "resident" VALUES('8a729cd826224f27ea2f7501c2824d48','R2','方秀珍','13700000002','[]','zh',79,'{"living_alone": true}','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "resident" VALUES('9499775b5a9b92dac699b53421f27823','R3','Nora Quinn','13700000003','[]','en',33,'{}','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "resident" VALUES('cf654560cb4a8aa4772147eba6c95d5e','R4','梁思齐','13700000004','["\u6d59A9M650", "\u6d59AD10386"]','zh',52,'{}','5e69f835e49e64e9e75fbbaab90387d8');
CREATE TABLE resource (
	id VARCHAR(32) NOT NULL, 
	name VARCHAR(60) NOT NULL, 
	data JSON NOT NULL, 
	community_id VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_resource PRIMARY KEY (id), 
	CONSTRAINT fk_resource_community_id_community FOREIGN KEY(community_id) REFERENCES community (id), 
	CONSTRAINT uq_resource_community_id_name UNIQUE (community_id, name)
);
INSERT INTO "resource" VALUES('b82f4963a9ef3d8951b31f924da9987c','阅览室','{"open": "09:00", "close": "21:00", "name_en": "Reading Room", "kind": "room", "capacity": 20, "minutes": 120}','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "resource" VALUES('9330a1502946c34e1f54f3e90190030e','羽毛球馆','{"open": "08:00", "close": "22:00", "name_en": "Badminton Hall", "aliases": ["\u7403\u9986"], "kind": "court", "capacity": 4, "minutes": 60, "price": 15}','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "resource" VALUES('43adddd3bc23869300e76eff1c294570','露台','{"open": "08:00", "close": "22:00"}','5e69f835e49e64e9e75fbbaab90387d8');
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
INSERT INTO "session" VALUES('f4dfe6bfdb72089f04a4ec46426d1c29','05b7989b6a3850722d3db0d16bfbbbe25bd3faf1bc93b9ea3b88ed73a02f5e1f','resident','41345998e7aa9c81c0ac80988685ab4e','2026-03-04 02:13:00.000000','2026-03-04 02:13:00.000000','2026-04-03 02:13:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
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
INSERT INTO "slip" VALUES('de119c6d3d61c41c7289d5eb0074474f','b38e82977e4b0be3f6cd54c57b05bf33597311075ad272fc78e31121872c0024','41345998e7aa9c81c0ac80988685ab4e',NULL,'','00000000000000000000000000000000','2026-03-04 02:13:00.000000','2026-03-04 02:43:00.000000',NULL,'5e69f835e49e64e9e75fbbaab90387d8');
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
INSERT INTO "staff" VALUES('4ed45762697a287bea8c815b4710b47c','S1','沈若兰','manager','shen.ruolan','','13600000001','zh',1,1,'[]','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "staff" VALUES('ff6834f79a37609261b73507d53484c3','S2','丁晓峰','dispatcher','ding.xiaofeng','','13600000002','zh',1,1,'[]','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "staff" VALUES('39039d88c273dad97fee78571f69c409','S3','鲁师傅','repairer','lu.shifu','','13600000003','zh',1,1,'["plumbing", "electrical"]','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "staff" VALUES('9feb3b6fad90df1cf597492735d23a47','S4','范建国','security','fan.jianguo','','13600000004','zh',1,1,'[]','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "staff" VALUES('52ee492f9f5368969b170efb154f5380','S5','柳青','grid_worker','liu.qing','','13600000005','zh',1,1,'[]','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "staff" VALUES('8ca18cc438a3bbe49ff4d478588367b0','S6','顾怀山','committee','gu.huaishan','','13600000006','zh',0,1,'[]','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "staff" VALUES('57e49d2bdfc50f9f2fc4553a270f91cf','S7','韩一帆','admin','han.yifan','','13600000007','zh',0,1,'[]','5e69f835e49e64e9e75fbbaab90387d8');
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
INSERT INTO "ticket" VALUES('5c5d1103b6f50367894ad27553fc9917','T-1','repair','open','normal','intercom','','','home','门口对讲听不见声音','ba04171bd89844389e834ff8c0fdfcf9','41345998e7aa9c81c0ac80988685ab4e',NULL,NULL,'',NULL,NULL,NULL,'2026-03-02 10:40:00.000000',NULL,NULL,'','{}','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "ticket" VALUES('59542b8b877df4f686901a2b81358cfe','T-2','repair','paused','normal','heating','','bedroom','home','The radiator in the bedroom stays cold','cefae72ee3b12e6982cc2e5ae0bb69fb','9499775b5a9b92dac699b53421f27823',NULL,'39039d88c273dad97fee78571f69c409','',NULL,NULL,NULL,'2026-02-27 01:05:00.000000',NULL,NULL,'','{}','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "ticket" VALUES('3d18398fe2d0f0f7cedd4cd72991e664','T-3','repair','done','normal','plumbing','','厨房','home','厨房水龙头关不紧','e20d25f3176aff87056c823139ffdb2f','cf654560cb4a8aa4772147eba6c95d5e',NULL,'39039d88c273dad97fee78571f69c409','',NULL,NULL,NULL,'2026-02-25 12:10:00.000000','2026-02-25 12:10:00.000000',NULL,'','{}','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "ticket" VALUES('5787a08195b73f9a932456d95ce13029','H-1','handoff','open','normal','','','','','物业电话多少',NULL,NULL,'0c2b91f1ba10557235c1d1b856aa59b4',NULL,'',NULL,NULL,NULL,'2026-03-04 02:00:00.000000',NULL,NULL,'','{"reason": "\u7269\u4e1a\u7535\u8bdd\u591a\u5c11", "target": "", "callback": "", "position": 1}','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "ticket" VALUES('8aead6b2d4853d7fcc1e69d12528a11e','T-4','repair','open','normal','plumbing','水龙头','厨房','home','厨房漏水了，水龙头一直滴','ba04171bd89844389e834ff8c0fdfcf9','41345998e7aa9c81c0ac80988685ab4e','5f116ef301ab1eec89edd07d766c1032',NULL,'明天下午','2026-03-05 04:00:00.000000','2026-03-05 10:00:00.000000',NULL,'2026-03-04 02:00:00.000000',NULL,NULL,'','{"thing": "tap", "said": "\u6f0f\u6c34", "contact": "", "house": "", "unverified": false, "lang": "zh", "part": "afternoon", "clock": false}','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "ticket" VALUES('06370175e3febde5be01215e2eaca46e','E-1','emergency','open','high','gas','','1栋1单元102，7栋2单元1103','','家里有煤气味',NULL,'8a729cd826224f27ea2f7501c2824d48','b64d21145b0f7f4b026f6af0d100c1ee',NULL,'',NULL,NULL,NULL,'2026-03-04 02:04:00.000000',NULL,NULL,'','{"escalation": "16a516f5c4b09affb33f33a4e640abf3"}','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "ticket" VALUES('b61f83aaead61e0903722349fc3c4513','H-2','handoff','open','normal','','','','','转人工',NULL,'8a729cd826224f27ea2f7501c2824d48','b64d21145b0f7f4b026f6af0d100c1ee',NULL,'',NULL,NULL,NULL,'2026-03-04 02:06:00.000000',NULL,NULL,'','{"reason": "\u8f6c\u4eba\u5de5", "target": "front_desk", "callback": "13700000002", "position": 2}','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "ticket" VALUES('514649ed7baed08aa5c95c50a08ca267','T-5','repair','open','normal','electrical','light','bedroom','home','My bedroom light is broken','cefae72ee3b12e6982cc2e5ae0bb69fb','9499775b5a9b92dac699b53421f27823','35f16dcf64a962345f9f280c3e33fd95',NULL,'any time',NULL,NULL,NULL,'2026-03-04 02:07:00.000000',NULL,NULL,'','{"thing": "light", "said": "light", "contact": "", "house": "", "unverified": false, "lang": "en"}','5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "ticket" VALUES('70add3b41309b303be0c7a76d57d9f55','T-6','repair','open','normal','public_facility','楼道灯','楼道','public','楼道灯不亮了','e20d25f3176aff87056c823139ffdb2f','cf654560cb4a8aa4772147eba6c95d5e','8bd87d206fce4a8865466494a03c4725',NULL,'',NULL,NULL,NULL,'2026-03-04 02:10:00.000000',NULL,NULL,'','{"thing": "corridor_light", "said": "\u697c\u9053\u706f", "contact": "", "house": "", "unverified": false, "lang": "zh"}','5e69f835e49e64e9e75fbbaab90387d8');
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
INSERT INTO "ticket_entry" VALUES('856662b4384f077bfc6c7eacf9c98c64','5787a08195b73f9a932456d95ce13029','2026-03-04 02:00:00.000000','resident',NULL,'text','物业电话多少',NULL,0,'5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "ticket_entry" VALUES('784239f6cbad887469a8c382ab41b10c','8aead6b2d4853d7fcc1e69d12528a11e','2026-03-04 02:01:00.000000','resident','41345998e7aa9c81c0ac80988685ab4e','text','方便上门：明天（3月5日）下午',NULL,1,'5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "ticket_entry" VALUES('aa82beba0f069e6105d8063e24bd3384','06370175e3febde5be01215e2eaca46e','2026-03-04 02:04:00.000000','resident',NULL,'text','家里有煤气味',NULL,0,'5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "ticket_entry" VALUES('0b2eaa7651a3e9b319a764862c1d7de7','06370175e3febde5be01215e2eaca46e','2026-03-04 02:04:00.000000','assistant',NULL,'status','第1级呼叫：丁晓峰、范建国',NULL,0,'5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "ticket_entry" VALUES('9172c6bc8811b78fc4b5c2642cf06ef7','06370175e3febde5be01215e2eaca46e','2026-03-04 02:05:00.000000','assistant',NULL,'status','第2级呼叫：沈若兰、丁晓峰、鲁师傅、范建国、柳青',NULL,0,'5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "ticket_entry" VALUES('643dd230a27a881e588ad2e53c5dd0d6','06370175e3febde5be01215e2eaca46e','2026-03-04 02:05:00.000000','resident',NULL,'text','7栋2单元1103',NULL,0,'5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "ticket_entry" VALUES('1a652cfcf8c9c8ae2467bdda50b684d7','06370175e3febde5be01215e2eaca46e','2026-03-04 02:05:00.000000','resident',NULL,'text','7栋2单元1103',NULL,0,'5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "ticket_entry" VALUES('4a928a2f8aedfabe0563e0a737702797','06370175e3febde5be01215e2eaca46e','2026-03-04 02:06:00.000000','assistant',NULL,'status','第3级呼叫：沈若兰、丁晓峰、鲁师傅、范建国、柳青、顾怀山、韩一帆',NULL,0,'5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "ticket_entry" VALUES('aa7a99acb5d3da0384d5d8c6ce959cc3','b61f83aaead61e0903722349fc3c4513','2026-03-04 02:06:00.000000','resident',NULL,'text','转人工',NULL,0,'5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "ticket_entry" VALUES('0e35513b46e9bcc4a8a0988b8aaf2df2','06370175e3febde5be01215e2eaca46e','2026-03-04 02:08:00.000000','assistant',NULL,'status','第3级呼叫：沈若兰、丁晓峰、鲁师傅、范建国、柳青、顾怀山、韩一帆',NULL,0,'5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "ticket_entry" VALUES('a3e775e6eff01b71c1843852ad4395ff','514649ed7baed08aa5c95c50a08ca267','2026-03-04 02:08:00.000000','resident','9499775b5a9b92dac699b53421f27823','text','方便上门：any time',NULL,1,'5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "ticket_entry" VALUES('b799a952b684bcee86d266544fd0c7e5','06370175e3febde5be01215e2eaca46e','2026-03-04 02:10:00.000000','assistant',NULL,'status','第3级呼叫：沈若兰、丁晓峰、鲁师傅、范建国、柳青、顾怀山、韩一帆',NULL,0,'5e69f835e49e64e9e75fbbaab90387d8');
INSERT INTO "ticket_entry" VALUES('6a700bb567cd48cc540ca9fb9154f287','06370175e3febde5be01215e2eaca46e','2026-03-04 02:12:00.000000','assistant',NULL,'status','第3级呼叫：沈若兰、丁晓峰、鲁师傅、范建国、柳青、顾怀山、韩一帆',NULL,0,'5e69f835e49e64e9e75fbbaab90387d8');
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
INSERT INTO "version_core" VALUES('0001');
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
INSERT INTO "wrong_try" VALUES('b2397396b95a7cb1f8850ace185ce508','web','stranger',1,'2026-03-04 02:13:00.000000','5e69f835e49e64e9e75fbbaab90387d8');
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
CREATE INDEX ix_conversation_community_id ON conversation (community_id);
CREATE INDEX ix_conversation_resident ON conversation (resident_id, updated_at);
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
CREATE INDEX ix_emergencies_escalation_community_id ON emergencies_escalation (community_id);
CREATE INDEX ix_emergencies_escalation_ticket_id ON emergencies_escalation (ticket_id);
CREATE INDEX ix_emergencies_escalation_conversation_id ON emergencies_escalation (conversation_id);
CREATE INDEX ix_emergencies_escalation_resident_id ON emergencies_escalation (resident_id);
CREATE INDEX ix_emergencies_escalation_open ON emergencies_escalation (community_id, status, created_at);
CREATE INDEX ix_notices_notice_community_id ON notices_notice (community_id);
COMMIT;
