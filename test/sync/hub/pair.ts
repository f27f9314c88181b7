import { join } from "node:path";
import { encodeText } from "../../../core/bytes/bytes.ts";
import { type Envelope, payloadTypes, signEnvelope } from "../../../core/trust/envelope.ts";
import { newKeyPair, signerOf } from "../../../sync/crypto/signature.ts";
import { remoteSigner } from "../../../sync/hub/signing/remoteSigner.ts";
import { writeKey } from "../../../sync/keys/keyFile.ts";
import type { OnlineRole } from "../../../sync/keys/keys.ts";
import type { Limits } from "../../../sync/signer/limits.ts";
import { openDesk } from "../../../sync/signer/signRequests.ts";
import { openConnection } from "../../../sync/signer/socketClient.ts";
import { type Door, openDoor } from "../../../sync/signer/socketServer.ts";
import { systemClock, systemRandom } from "../../../sync/system.ts";
import { signerFolderOf } from "../signer/aDesk.ts";
import { cinemaBookings, cinemaProgramme } from "./bookings/cinema.ts";
import { type House, handOver, openHouse, tell } from "./house.ts";

/** A hub and its signer, a socket between them. */
export async function openPair(limits: Partial<Limits> = {}) {
	let folder = "";
	let close = () => {};
	const house = openHouse({
		signer(foundation, roots) {
			folder = signerFolderOf(foundation, limits);
			const connection = openConnection(join(folder, "signer.sock"), systemClock);
			close = connection.close;
			const { publicKey, pkcs8 } = foundation.keyring.timestamp;
			return remoteSigner(connection.ask, roots, () => ({ publicKey, sign: signerOf(pkcs8) }));
		},
	});
	const path = join(folder, "signer.sock");
	const start = async (): Promise<Door> => {
		const desk = openDesk(folder, house.clock);
		const door = await openDoor(desk, path);
		return { close: () => door.close().then(desk.close) };
	};
	return { house, folder, path, start, close };
}

export async function load(house: House): Promise<void> {
	await tell(house, "POST", "/v1/programmes", cinemaProgramme());
	await handOver(house, cinemaBookings);
}

/** The root after the newest, with new keys for these roles; the keys lie where the signer finds them once it is in force. */
export function rotated(house: House, folder: string, ...roles: readonly Exclude<OnlineRole, "timestamp">[]): Envelope {
	const { root } = house.roots.newest();
	const renewed = roles.map((role) => {
		const pair = newKeyPair(systemRandom);
		writeKey(folder, role, pair);
		return [role, { threshold: 1, keys: [pair.publicKey] }] as const;
	});
	const next = { ...root, version: root.version + 1, roles: { ...root.roles, ...Object.fromEntries(renewed) } };
	const holders = house.offline.slice(0, 2).map(({ publicKey, pkcs8 }) => ({ publicKey, sign: signerOf(pkcs8) }));
	return signEnvelope(payloadTypes.root, encodeText(JSON.stringify(next)), holders);
}
