import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Writes a script that runs the app in a D-Bus session of its own with a real keyring (Debian's gnome-keyring),
 * unlocked as after a login, which ends with the app. The keyring's contents stay in `folder`.
 */
export function writeKeyringScript(executable: string, folder: string): string {
	const [run, inside, session] = [join(folder, "run"), join(folder, "inside.sh"), join(folder, "session.sh")];
	const lines = [
		"printf password | gnome-keyring-daemon --unlock --foreground --components=secrets >/dev/null 2>&1 & daemon=$!",
		'until [ -e "$XDG_RUNTIME_DIR/keyring/control" ]; do sleep 0.05; done',
		`"${executable}" "$@" & app=$!`,
		"trap 'kill $app' TERM",
		"wait $app; code=$?; kill $daemon; exit $code",
	];
	const settings = `XDG_CURRENT_DESKTOP=GNOME XDG_RUNTIME_DIR="${run}" XDG_DATA_HOME="${folder}"`;
	mkdirSync(run, { recursive: true, mode: 0o700 });
	writeFileSync(inside, `${lines.join("\n")}\n`);
	writeFileSync(session, `#!/bin/sh\nexec env ${settings} dbus-run-session -- sh "${inside}" "$@"\n`, { mode: 0o755 });
	return session;
}
