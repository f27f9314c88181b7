import { join } from "node:path";
import { encodeText } from "../../../core/bytes/bytes.ts";
import { type Envelope, payloadTypes, signEnvelope } from "../../../core/trust/envelope.ts";
import { createKeyPair, signerOf } from "../../../sync/crypto/signature.ts";
import { unwrap } from "../../../sync/hub/http/refusals.ts";
import { createRemoteSigner } from "../../../sync/hub/signing/remoteSigner.ts";
import type { OnlineRole } from "../../../sync/keys/authority.ts";
import { writeKey } from "../../../sync/keys/keyFile.ts";
import { silentLog } from "../../../sync/log.ts";
import type { SignerLimits } from "../../../sync/signer/limits.ts";
import { openRequestSigner } from "../../../sync/signer/signRequests.ts";
import { openSignerConnection } from "../../../sync/signer/socketClient.ts";
import { openSocketServer, type SocketServer } from "../../../sync/signer/socketServer.ts";
import { systemClock, systemRandom } from "../../../sync/system.ts";
import { createSignerFolder } from "../signer/testSigner.ts";
import { cinemaBookings, cinemaProgramme } from "./bookings/cinema.ts";
import { openTestHub, requestAsOfficer, type TestHub, uploadBookings } from "./testHub.ts";

/** A hub and its signer, a socket between them. */
export async function openHubWithSigner(limits: Partial<SignerLimits> = {}) {
	let folder = "";
	let close = () => {};
	const house = openTestHub({
		signer(foundation, roots) {
			folder = createSignerFolder(foundation, limits);
			const connection = openSignerConnection(join(folder, "signer.sock"), systemClock);
			close = connection.close;
			const { publicKey, pkcs8 } = foundation.online.timestamp;
			return unwrap(createRemoteSigner(connection.ask, roots, () => ({ publicKey, sign: signerOf(pkcs8) })));
		},
	});
	const path = join(folder, "signer.sock");
	const start = async (): Promise<SocketServer> => {
		const desk = openRequestSigner(folder, house.clock, silentLog);
		const door = await openSocketServer(desk, path);
		return { close: () => door.close().then(desk.close) };
	};
	return { house, folder, path, start, close };
}

export async function loadCinema(house: TestHub): Promise<void> {
	await requestAsOfficer(house, "POST", "/v1/programmes", cinemaProgramme());
	await uploadBookings(house, cinemaBookings);
}

/** The root after the newest, with new keys for these roles; the keys lie where the signer finds them once it is in force. */
export function rotateRoot(
	house: TestHub,
	folder: string,
	...roles: readonly Exclude<OnlineRole, "timestamp">[]
): Envelope {
	const { root } = house.roots.newest();
	const renewed = roles.map((role) => {
		const pair = createKeyPair(systemRandom);
		writeKey(folder, role, pair);
		return [role, { threshold: 1, keys: [pair.publicKey] }] as const;
	});
	const next = { ...root, version: root.version + 1, roles: { ...root.roles, ...Object.fromEntries(renewed) } };
	const holders = house.offlineKeys.slice(0, 2).map(({ publicKey, pkcs8 }) => ({ publicKey, sign: signerOf(pkcs8) }));
	return signEnvelope(payloadTypes.root, encodeText(JSON.stringify(next)), holders);
}
