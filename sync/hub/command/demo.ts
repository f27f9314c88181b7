import { randomBytes } from "node:crypto";
import { encodeText } from "../../../core/bytes.ts";
import { demonstrate } from "../demonstration.ts";
import { isFounded, readFolder } from "../folder.ts";
import { readHandover } from "../handover.ts";
import { issueVouchers } from "../issuing.ts";
import { numberVouchers } from "../numbering.ts";
import { Programme } from "../programme.ts";
import { publish } from "../publication.ts";
import { localSigner } from "../signer.ts";
import { openStore } from "../store/store.ts";
import type { Surroundings } from "../surroundings.ts";
import { takeProgramme } from "../timetable.ts";
import { type Command, dataIn, dataOption, wholeNumber } from "./command.ts";
import { foundIn } from "./init.ts";

export const demo: Command = {
	name: "demo",
	operands: [],
	summary: "fill a hub with the demonstration programme, its bookings and its lists; a new hub where there is none",
	options: [dataOption, { name: "seed", value: "N", says: "another demonstration (default 1)" }],
	example: "pailou demo --data .machine/hub",
	async run(given) {
		const seed = wholeNumber(given.option("seed") ?? "1", "A seed");
		const data = dataIn(given);
		const founded = isFounded(data) ? null : foundIn(data);
		const { keyring, officerToken, database } = readFolder(data);
		const store = openStore(database);
		try {
			const hub: Surroundings = {
				store,
				signer: localSigner(keyring),
				clock: { nowMs: () => Date.now() },
				random: randomBytes,
				origin: "",
				pages: null,
				officerToken,
			};
			numberVouchers(hub);
			const { programmes, bookings } = demonstrate(seed);
			for (const programme of programmes) takeProgramme(store, hub.random, Programme.parse(programme));
			const report = issueVouchers(hub, readHandover(encodeText(bookings)));
			const { published, unchanged } = await publish(hub, null, null);
			const venues = store.venues.all().length;
			const counts = { venues, ...report, published: published.length, unchanged };
			const text = `${venues} venues; bookings: ${report.added} added, ${report.repeated} there before, ${report.refused.length} refused; lists: ${published.length} published, ${unchanged} unchanged.`;
			const json = { ...counts, founded: founded?.json ?? null };
			return { json, text: founded === null ? text : `${founded.text}\n${text}` };
		} finally {
			store.close();
		}
	},
};
