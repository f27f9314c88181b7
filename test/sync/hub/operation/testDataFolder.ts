import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { createSecrets } from "../../../../sync/hub/cli/keys/replace.ts";
import { writeDataFolder } from "../../../../sync/hub/dataFolder.ts";
import { createAuthority } from "../../../../sync/keys/authority.ts";
import { systemRandom } from "../../../../sync/system.ts";
import { demonstrationMs } from "../testHub.ts";

/** A hub's data folder as `pailou init` leaves it once offline/ is taken away, without the time its passphrases take. */
export function createTestDataFolder(): string {
	const data = mkdtempSync(join(tmpdir(), "pailou-data-"));
	after(() => rmSync(data, { recursive: true }));
	chmodSync(data, 0o700);
	writeDataFolder(data, createAuthority(demonstrationMs - 1000, systemRandom), [], createSecrets(systemRandom));
	return data;
}
