import { writeFileSync } from "node:fs";
import { encodeText } from "../../../core/bytes/bytes.ts";
import type { Clock } from "../../clock.ts";
import { demonstrationCost } from "../../keys/offlineKey.ts";
import { limitsFile } from "../../signer/limits.ts";
import { askDesk, openDesk } from "../../signer/signRequests.ts";
import { type Connection, openConnection, SignerAway } from "../../signer/socketClient.ts";
import { socketOf } from "../../signer/socketPath.ts";
import { systemClock, systemRandom } from "../../system.ts";
import { publish } from "../allocations/publish.ts";
import { readHandover } from "../bookings/bookingsCsv.ts";
import { issueVouchers } from "../bookings/issueVouchers.ts";
import { numberVouchers } from "../bookings/shortNumbers.ts";
import type { Surroundings } from "../context.ts";
import { demonstrationMark, isFounded, readFolder, signerFolder } from "../dataFolder.ts";
import { demonstrate } from "../demonstration.ts";
import { Programme } from "../programme/programme.ts";
import { takeProgramme } from "../programme/timetable.ts";
import { remoteSigner } from "../signing/remoteSigner.ts";
import { openStore } from "../store/store.ts";
import { type Command, dataIn, dataOption, type Printed, wholeNumber } from "./command.ts";
import { foundBeside } from "./keys/init.ts";

export const demo: Command = {
	name: "demo",
	operands: [],
	summary: "fill a hub with the demonstration programme, its bookings and its lists; a new hub where there is none",
	options: [dataOption, { name: "seed", value: "N", says: "another demonstration (default 1)" }],
	example: "pailou demo --data .machine/hub",
	async run(given) {
		const seed = wholeNumber(given.option("seed") ?? "1", "A seed");
		const data = dataIn(given);
		const founded = isFounded(data) ? null : await foundDemonstration(data);
		const { roots, timestampKey, officerToken, database } = readFolder(data);
		const clock = systemClock;
		const signer = await askSigner(data, clock);
		const store = openStore(database);
		try {
			const hub: Surroundings = {
				store,
				roots,
				signer: remoteSigner(signer.ask, roots, timestampKey),
				clock,
				random: systemRandom,
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
			signer.close();
		}
	},
};

/** Its keys' passphrase is known to everyone, its folder is thrown away, and its days are always those of 2026. */
async function foundDemonstration(data: string): Promise<Printed> {
	const founded = await foundBeside(data, "of the demonstration only", demonstrationCost);
	writeFileSync(limitsFile(signerFolder(data)), `${JSON.stringify({ v: 1, mostDaysAhead: 36_500 })}\n`);
	writeFileSync(demonstrationMark(data), "A demonstration: pailou serve starts its own signer here.\n");
	return founded;
}

/** The signer that runs, or its desk in this process while none does. */
async function askSigner(data: string, clock: Clock): Promise<Connection> {
	const connection = openConnection(socketOf(signerFolder(data)), clock);
	try {
		await connection.ask({ kind: "hello" });
		return connection;
	} catch (error) {
		if (!(error instanceof SignerAway)) throw error;
		return askDesk(openDesk(signerFolder(data), clock));
	}
}
