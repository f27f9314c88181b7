import { AllocationHeader, verifyAllocation } from "../../../../core/allocation/allocation.ts";
import { toHex } from "../../../../core/bytes/bytes.ts";
import { AllocationAnswer } from "../../../../core/protocol/protocol.ts";
import { openDocument, payloadTypes } from "../../../../core/trust/envelope.ts";
import { crypto } from "../../../../sync/crypto/signature.ts";
import type { TestHub } from "../testHub.ts";
import { day, type TestKiosk } from "../testKiosk.ts";

/** Takes the newest list as a window does: signature first, then every row. */
export async function fetchVerifiedAllocation(house: TestHub, kiosk: TestKiosk) {
	const answer = AllocationAnswer.parse((await kiosk.get(`/allocations/${day}`)).json());
	const role = { threshold: 1, keys: [house.onlineKeys.allocator.publicKey] };
	const opened = openDocument(answer.header, payloadTypes.allocation, role, AllocationHeader, crypto);
	if (opened.kind !== "document") throw new Error(opened.why);
	const rows = (await kiosk.get(`/allocations/${day}/versions/${opened.document.version}/rows`)).rawPayload;
	const allocation = verifyAllocation(opened.document, rows, crypto);
	if ("kind" in allocation) throw new Error(allocation.why);
	return { allocation, digest: toHex(crypto.hash(opened.payload)), rows };
}
