import type { Title } from "../../../core/identity.ts";
import {
	aquarium,
	cinema,
	cruise,
	garden,
	makeTitle,
	palace,
	palaceCinema,
	reading,
	sports,
	stage,
	type VenueProgramme,
	wetland,
	workshop,
	zoo,
} from "./venueProgrammes.ts";

export type Holiday = "midAutumn" | "nationalDay";

/** `fill` is the share of its places that are booked; 1 is sold out. */
export type DemonstrationVenue = {
	readonly venue: number;
	readonly title: Title;
	readonly address: Title;
	readonly programme: VenueProgramme;
	readonly holidays: readonly Holiday[];
	readonly fill: number;
};

/**
 * The 35 partner sites: those the newspaper named come first, with its figures; the rest is plausible and no more.
 * Number, name (zh-CN, zh-Hant, en), address (zh-CN, en), what it offers, on which holiday, how far it is booked.
 */
const table = `
1 | 广州市第二工人文化宫 | 廣州市第二工人文化宮 | Guangzhou No. 2 Workers' Cultural Palace | 广州市海珠区江南大道中 | Jiangnan Avenue Middle, Haizhu, Guangzhou | palaceCinema | both | 0.9
2 | 南沙湿地公园 | 南沙濕地公園 | Nansha Wetland Park | 广州市南沙区万顷沙 | Wanqingsha, Nansha, Guangzhou | wetland | nationalDay | 1
3 | 大沙头码头（珠江夜游） | 大沙頭碼頭（珠江夜遊） | Dashatou Pier (Pearl River night cruise) | 广州市越秀区沿江东路 | Yanjiang Road East, Yuexiu, Guangzhou | cruise | midAutumn | 1
4 | 正佳极地海洋世界 | 正佳極地海洋世界 | Grandview Polar Ocean World | 广州市天河区天河路 | Tianhe Road, Tianhe, Guangzhou | aquarium | nationalDay | 0.9
5 | 华南植物园 | 華南植物園 | South China Botanical Garden | 广州市天河区天源路 | Tianyuan Road, Tianhe, Guangzhou | garden | nationalDay | 0.7
6 | 广州动物园 | 廣州動物園 | Guangzhou Zoo | 广州市越秀区先烈中路 | Xianlie Road Middle, Yuexiu, Guangzhou | zoo | nationalDay | 0.85
7 | 广州工人文化宫 | 廣州工人文化宮 | Guangzhou Workers' Cultural Palace | 广州市越秀区文明路 | Wenming Road, Yuexiu, Guangzhou | palace | both | 0.8
8 | 番禺工人文化宫 | 番禺工人文化宮 | Panyu Workers' Cultural Palace | 广州市番禺区 | Panyu, Guangzhou | palace | both | 0.6
9 | 花都工人文化宫 | 花都工人文化宮 | Huadu Workers' Cultural Palace | 广州市花都区 | Huadu, Guangzhou | palace | nationalDay | 0.5
10 | 增城工人文化宫 | 增城工人文化宮 | Zengcheng Workers' Cultural Palace | 广州市增城区 | Zengcheng, Guangzhou | palace | nationalDay | 0.5
11 | 从化工人文化宫 | 從化工人文化宮 | Conghua Workers' Cultural Palace | 广州市从化区 | Conghua, Guangzhou | palace | nationalDay | 0.45
12 | 黄埔工人文化宫 | 黃埔工人文化宮 | Huangpu Workers' Cultural Palace | 广州市黄埔区 | Huangpu, Guangzhou | palace | nationalDay | 0.6
13 | 白云工人文化宫 | 白雲工人文化宮 | Baiyun Workers' Cultural Palace | 广州市白云区 | Baiyun, Guangzhou | palace | nationalDay | 0.6
14 | 佛山市工人文化宫 | 佛山市工人文化宮 | Foshan Workers' Cultural Palace | 佛山市禅城区 | Chancheng, Foshan | palace | both | 0.7
15 | 东莞市工人文化宫 | 東莞市工人文化宮 | Dongguan Workers' Cultural Palace | 东莞市莞城 | Guancheng, Dongguan | palace | both | 0.7
16 | 中山市工人文化宫 | 中山市工人文化宮 | Zhongshan Workers' Cultural Palace | 中山市石岐 | Shiqi, Zhongshan | palace | nationalDay | 0.55
17 | 珠海市工人文化宫 | 珠海市工人文化宮 | Zhuhai Workers' Cultural Palace | 珠海市香洲区 | Xiangzhou, Zhuhai | palace | nationalDay | 0.55
18 | 惠州市工人文化宫 | 惠州市工人文化宮 | Huizhou Workers' Cultural Palace | 惠州市惠城区 | Huicheng, Huizhou | palace | nationalDay | 0.5
19 | 江门市工人文化宫 | 江門市工人文化宮 | Jiangmen Workers' Cultural Palace | 江门市蓬江区 | Pengjiang, Jiangmen | palace | nationalDay | 0.5
20 | 肇庆市工人文化宫 | 肇慶市工人文化宮 | Zhaoqing Workers' Cultural Palace | 肇庆市端州区 | Duanzhou, Zhaoqing | palace | nationalDay | 0.5
21 | 天河职工体育馆 | 天河職工體育館 | Tianhe Workers' Gymnasium | 广州市天河区 | Tianhe, Guangzhou | sports | nationalDay | 0.8
22 | 荔湾职工游泳馆 | 荔灣職工游泳館 | Liwan Workers' Swimming Hall | 广州市荔湾区 | Liwan, Guangzhou | sports | nationalDay | 0.7
23 | 海珠职工羽毛球馆 | 海珠職工羽毛球館 | Haizhu Workers' Badminton Hall | 广州市海珠区 | Haizhu, Guangzhou | sports | nationalDay | 0.7
24 | 越秀职工书屋 | 越秀職工書屋 | Yuexiu Workers' Reading Room | 广州市越秀区 | Yuexiu, Guangzhou | reading | both | 0.7
25 | 南沙职工书屋 | 南沙職工書屋 | Nansha Workers' Reading Room | 广州市南沙区 | Nansha, Guangzhou | reading | nationalDay | 0.5
26 | 岭南讲堂 | 嶺南講堂 | Lingnan Lecture Hall | 广州市越秀区 | Yuexiu, Guangzhou | reading | nationalDay | 0.8
27 | 珠江影城天河店 | 珠江影城天河店 | Pearl River Cinema, Tianhe | 广州市天河区 | Tianhe, Guangzhou | cinema | both | 0.95
28 | 岭南影城番禺店 | 嶺南影城番禺店 | Lingnan Cinema, Panyu | 广州市番禺区 | Panyu, Guangzhou | cinema | nationalDay | 0.9
29 | 南国影城佛山店 | 南國影城佛山店 | Nanguo Cinema, Foshan | 佛山市南海区 | Nanhai, Foshan | cinema | nationalDay | 0.9
30 | 岭南戏剧院 | 嶺南戲劇院 | Lingnan Theatre | 广州市海珠区 | Haizhu, Guangzhou | stage | nationalDay | 0.85
31 | 木棉音乐厅 | 木棉音樂廳 | Kapok Concert Hall | 广州市天河区 | Tianhe, Guangzhou | stage | both | 0.85
32 | 小木棉儿童剧场 | 小木棉兒童劇場 | Little Kapok Children's Theatre | 广州市荔湾区 | Liwan, Guangzhou | stage | nationalDay | 0.9
33 | 西关广绣工坊 | 西關廣繡工坊 | Xiguan Embroidery Workshop | 广州市荔湾区 | Liwan, Guangzhou | workshop | nationalDay | 0.8
34 | 石湾陶艺工坊 | 石灣陶藝工坊 | Shiwan Pottery Workshop | 佛山市禅城区 | Chancheng, Foshan | workshop | nationalDay | 0.8
35 | 沙面家庭手作坊 | 沙面家庭手作坊 | Shamian Family Craft Room | 广州市荔湾区沙面 | Shamian, Liwan, Guangzhou | workshop | nationalDay | 0.75
`;

const venueProgrammes: ReadonlyMap<string, VenueProgramme> = new Map(
	Object.entries({
		palaceCinema,
		cinema,
		wetland,
		cruise,
		aquarium,
		garden,
		zoo,
		palace,
		sports,
		reading,
		stage,
		workshop,
	}),
);

export const demonstrationVenues: readonly DemonstrationVenue[] = table.trim().split("\n").map(readVenue);

function readVenue(row: string): DemonstrationVenue {
	const [venue, simplified, traditional, english, address, englishAddress, offered, holiday, fill] = row.split(" | ");
	const offer = venueProgrammes.get(offered ?? "");
	if (!simplified || !traditional || !english || !address || !englishAddress || offer === undefined) {
		throw new Error(`This row of the demonstration's venues is not whole: ${row}`);
	}
	return {
		venue: Number(venue),
		title: makeTitle(simplified, traditional, english),
		address: { "zh-CN": address, en: englishAddress },
		programme: offer,
		holidays:
			holiday === "both" ? ["midAutumn", "nationalDay"] : holiday === "midAutumn" ? ["midAutumn"] : ["nationalDay"],
		fill: Number(fill),
	};
}
