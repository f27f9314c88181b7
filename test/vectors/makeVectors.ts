import { makeAllocation, makeShortNumbers } from "./rowVectors.ts";
import { makeDeviceSignatures, makeEnrolmentCode, makeEnvelopes, makeJournal } from "./signedVectors.ts";
import { makeSealedSecrets, makeVouchers } from "./voucherVectors.ts";

/** Each file of test/vectors that is ours, by its name without `.json`. */
export async function makeVectors(): Promise<Readonly<Record<string, object>>> {
	return {
		voucher: makeVouchers(),
		allocation: makeAllocation(),
		shortNumbers: makeShortNumbers(),
		envelopes: await makeEnvelopes(),
		journal: makeJournal(),
		enrolmentCode: makeEnrolmentCode(),
		deviceSignatures: makeDeviceSignatures(),
		sealedSecrets: await makeSealedSecrets(),
	};
}

export function formatVectors(vectors: object): string {
	return `${JSON.stringify(vectors, null, "\t")}\n`;
}
