import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A bus that starts no service by itself: without it a locked keyring would ask for its password in a window of its own. */
const busConfiguration = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>
`;

/** The keyring is unlocked once this file exists. */
export function keyringUnlockPath(folder: string): string {
	return join(folder, "unlock");
}

/**
 * Writes a script that runs the app in a D-Bus session of its own with a real keyring (Debian's gnome-keyring), which ends with
 * the app. The keyring is unlocked as after a login, or, if `isLate`, while the app runs. Its contents stay in `folder`.
 */
export function writeKeyringScript(executable: string, folder: string, isLate: boolean): string {
	const [run, inside, session] = [join(folder, "run"), join(folder, "inside.sh"), join(folder, "session.sh")];
	const control = '"$XDG_RUNTIME_DIR/keyring/control"';
	const unlock = "printf password | gnome-keyring-daemon --unlock --foreground --components=secrets >/dev/null 2>&1";
	const lines = [
		`rm -f ${control}`,
		isLate
			? `(until [ -e "${keyringUnlockPath(folder)}" ]; do sleep 0.05; done; ${unlock}) & daemon=$!`
			: `${unlock} & daemon=$!`,
		...(isLate ? [] : [`until [ -e ${control} ]; do sleep 0.05; done`]),
		`"${executable}" "$@" & app=$!`,
		"trap 'kill $app' TERM",
		"wait $app; code=$?; kill $daemon; exit $code",
	];
	const settings = `XDG_CURRENT_DESKTOP=GNOME XDG_RUNTIME_DIR="${run}" XDG_DATA_HOME="${folder}"`;
	mkdirSync(run, { recursive: true, mode: 0o700 });
	const bus = join(folder, "bus.conf");
	writeFileSync(bus, busConfiguration);
	writeFileSync(inside, `${lines.join("\n")}\n`);
	const command = `dbus-run-session --config-file="${bus}" -- sh "${inside}" "$@"`;
	writeFileSync(session, `#!/bin/sh\nexec env ${settings} ${command}\n`, { mode: 0o755 });
	return session;
}
