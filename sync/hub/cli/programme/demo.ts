import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { encodeText } from "../../../../core/bytes/bytes.ts";
import type { Clock } from "../../../clock.ts";
import { demonstrationScryptCost } from "../../../keys/offlineKey.ts";
import { createPrivateFolder } from "../../../keys/secretFile.ts";
import { silentLog } from "../../../log.ts";
import { createSilentLogger } from "../../../pinoLog.ts";
import { limitsPath } from "../../../signer/limits.ts";
import { connectInProcess, openRequestSigner } from "../../../signer/signRequests.ts";
import { openSignerConnection, type SignerConnection } from "../../../signer/socketClient.ts";
import { socketPathOf } from "../../../signer/socketPath.ts";
import { systemClock, systemRandom } from "../../../system.ts";
import { publish } from "../../allocations/publish.ts";
import { readBookingsCsv } from "../../bookings/bookingsCsv.ts";
import { issueVouchers } from "../../bookings/issueVouchers.ts";
import { assignShortNumbers } from "../../bookings/shortNumbers.ts";
import type { HubContext } from "../../context.ts";
import { demonstrationMarkerPath, isInitialised, readDataFolder, signerFolder } from "../../dataFolder.ts";
import { generateDemonstration } from "../../demonstration/demonstration.ts";
import { loadProgramme } from "../../programme/loadProgramme.ts";
import { Programme } from "../../programme/programme.ts";
import { createRemoteSigner } from "../../signing/remoteSigner.ts";
import { openStore } from "../../store/sqlite/openStore.ts";
import {
	type Command,
	CommandError,
	type CommandOutput,
	dataFolderOf,
	dataOption,
	parseWholeNumber,
	requireResult,
} from "../command.ts";
import { initWithStoredPassphrase } from "../keys/init.ts";

export const demoCommand: Command = {
	name: "demo",
	operands: [],
	summary: "fill a hub with the demonstration programme, its bookings and its lists; a new hub where there is none",
	options: [dataOption, { name: "seed", value: "N", says: "another demonstration (default 1)" }],
	example: "pailou demo --data .machine/hub",
	async run(given) {
		const seed = parseWholeNumber(given.option("seed") ?? "1", "A seed");
		const data = dataFolderOf(given);
		requireDemonstrationFolder(data);
		const created = isInitialised(data) ? null : await initDemonstration(data);
		const { roots, timestampKey, officerToken, linkKey, databasePath: database } = readDataFolder(data);
		const clock = systemClock;
		const signer = await connectSigner(data, clock);
		const store = openStore(database);
		try {
			const hub: HubContext = {
				store,
				roots,
				signer: requireResult(createRemoteSigner(signer.ask, roots, timestampKey)),
				clock,
				random: systemRandom,
				origin: "",
				pages: null,
				officerToken,
				linkKey,
				formerOrigins: [],
				freeDiskBytes: () => Number.POSITIVE_INFINITY,
				logger: createSilentLogger(),
			};
			assignShortNumbers(hub);
			const { programmes, bookings, changes } = generateDemonstration(seed);
			for (const programme of programmes) {
				const anyDate = { nowMs: null, revive: true };
				requireResult(loadProgramme(store, hub.random, Programme.parse(programme), anyDate));
			}
			const { added, before, refused } = issueBookings(hub, bookings, changes);
			const { published, unchanged } = requireResult(await publish(hub, null, null));
			const venues = store.venues.list().length;
			const counts = { venues, added, before, refused, published: published.length, unchanged };
			const text = `${venues} venues; bookings: ${added} added, ${before} there before, ${refused} refused; lists: ${published.length} published, ${unchanged} unchanged.`;
			const json = { ...counts, created: created?.json ?? null };
			return { json, text: created === null ? text : `${created.text}\n${text}` };
		} finally {
			store.close();
			signer.close();
		}
	},
};

/** First the new ones, then those that are cancelled or blocked: a cancellation adds no booking. */
function issueBookings(hub: HubContext, bookings: string, changes: string) {
	const read = (csv: string) => requireResult(readBookingsCsv(encodeText(csv)));
	const permissions = { revive: false, exact: false };
	const all = read(bookings);
	const isNew = ({ booking }: { readonly booking: string }) => hub.store.vouchers.findByBooking(booking) === null;
	const { added, refused } = issueVouchers(hub, { ...all, bookings: all.bookings.filter(isNew) }, permissions);
	const changed = issueVouchers(hub, read(changes), permissions);
	return { added, before: all.rows - added - refused, refused: refused + changed.refused };
}

/** A real hub's venues, bookings and lists would be overwritten by the demonstration's. */
function requireDemonstrationFolder(data: string): void {
	if (!existsSync(data) || existsSync(demonstrationMarkerPath(data)) || readdirSync(data).length === 0) return;
	throw new CommandError(
		`${data} is not empty and not a demonstration's. Nothing was written. Name an empty folder with --data DIR.`,
	);
}

/** The passphrase is public, because the folder is disposable. The limit of days ahead is lifted, because the days are always those of 2026. */
async function initDemonstration(data: string): Promise<CommandOutput> {
	createPrivateFolder(data);
	// First: a demonstration that is broken off is one, and may be made again.
	writeFileSync(demonstrationMarkerPath(data), "A demonstration: pailou serve starts its own signer here.\n");
	const created = await initWithStoredPassphrase(data, "of the demonstration only", demonstrationScryptCost);
	writeFileSync(limitsPath(signerFolder(data)), `${JSON.stringify({ v: 1, mostDaysAhead: 36_500 })}\n`);
	return created;
}

/** A connection to the running signer; where none is running, to one in this process. */
async function connectSigner(data: string, clock: Clock): Promise<SignerConnection> {
	const connection = openSignerConnection(socketPathOf(signerFolder(data)), clock);
	const answer = await connection.ask({ kind: "hello" });
	if (answer.kind !== "unavailable") return connection;
	connection.close();
	return connectInProcess(openRequestSigner(signerFolder(data), clock, silentLog));
}
