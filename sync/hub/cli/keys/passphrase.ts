import { readSecret } from "../../../keys/secretFile.ts";
import { CommandError, type CommandOption, type ParsedArguments, UsageError } from "../command.ts";

const minLength = 12;

export const passphraseOption: CommandOption = {
	name: "passphrase-file",
	value: "FILE",
	says: "a private file with the passphrase, where nobody can be asked",
};

/** The passphrase of an existing key. */
export async function askPassphrase(given: ParsedArguments, what: string): Promise<string> {
	return readPassphraseFile(given) ?? (await prompt(`Passphrase of ${what}: `));
}

/** The passphrase of a new key, typed twice. */
export async function choosePassphrase(given: ParsedArguments, what: string): Promise<string> {
	const read = readPassphraseFile(given);
	const chosen = read ?? (await prompt(`A passphrase for ${what}: `));
	if (chosen.length < minLength)
		throw new CommandError(`A passphrase has at least ${minLength} letters; six random words do.`);
	if (read !== null || (await prompt("The same again: ")) === chosen) return chosen;
	throw new CommandError("The two passphrases differ. Nothing was made; begin again.");
}

function readPassphraseFile(given: ParsedArguments): string | null {
	const path = given.option(passphraseOption.name);
	if (path === null) return null;
	const passphrase = readSecret(path)
		.toString("utf8")
		.replace(/\r?\n$/, "");
	if (passphrase !== "") return passphrase;
	throw new CommandError(`The passphrase file ${path} is empty.`);
}

/** Reads a line from the terminal without showing it. */
function prompt(question: string): Promise<string> {
	const { stdin, stderr } = process;
	if (!stdin.isTTY) throw new UsageError("There is no terminal to ask for a passphrase. Give --passphrase-file FILE.");
	// Echo is off before the question is written: a fast typist may answer while it is being written.
	stdin.setRawMode(true);
	stderr.write(question);
	stdin.setEncoding("utf8");
	return new Promise((resolve, reject) => {
		let typed = "";
		const end = (finish: () => void) => {
			stdin.off("data", take);
			stdin.setRawMode(false);
			stdin.pause();
			stderr.write("\n");
			finish();
		};
		const take = (text: string) => {
			for (const [i, letter] of [...text].entries()) {
				if (letter === "\r" || letter === "\n") {
					end(() => resolve(typed));
					// What was pasted after the line is the answer to the next question.
					stdin.unshift([...text].slice(i + 1).join(""));
					return;
				}
				if (letter === "\u0003" || letter === "\u0004")
					return end(() => reject(new CommandError("Stopped. Nothing was done.")));
				if (letter === "\u007f" || letter === "\b") typed = [...typed].slice(0, -1).join("");
				else typed += letter;
			}
		};
		stdin.on("data", take);
		stdin.resume();
	});
}
