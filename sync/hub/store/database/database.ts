import { openSqlite, type WritableDatabase } from "../../../sqlite.ts";
import { migrations } from "./migrations.ts";

/** Opens the hub's database and migrates it to this version's schema. Throws as `openSqlite` does. */
export function openDatabase(path: string): WritableDatabase {
	return openSqlite({ path, migrations, busyTimeoutMs: 1000 });
}
