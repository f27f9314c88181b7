import { Keycap } from "../../ui/keycap.tsx";
import type { KeysWords } from "../../words/zh-CN/counter-keys.ts";
import { useLocalization } from "../localization.ts";
import { type Command, type CommandName, commandKeys, type PanelName } from "./command.ts";

type BarProps = {
	readonly open: PanelName | null;
	readonly hasShift: boolean;
	/** An open offer is answered first. */
	readonly isAnswering: boolean;
	readonly runCommand: (command: Command) => void;
};

/** The function keys, at the bottom of the screen. */
export function FunctionBar({ open, hasShift, isAnswering, runCommand }: BarProps) {
	const { words } = useLocalization();
	return (
		<nav class="bar-keys" aria-label={words.keys.barName}>
			{commandKeys.flatMap(({ name, caps: [cap], isOnBar, command }) => {
				const label = isOnBar ? labelOf(name, hasShift) : null;
				if (label === null) return [];
				return (
					<button
						type="button"
						key={name}
						disabled={isAnswering && command.kind === "panel"}
						aria-pressed={name === open}
						data-command={name}
						onClick={() => runCommand(command)}
					>
						<Keycap>{cap}</Keycap>
						{words.keys.bar[label]}
					</button>
				);
			})}
		</nav>
	);
}

function labelOf(name: CommandName, hasShift: boolean): keyof KeysWords["bar"] | null {
	switch (name) {
		case "keymap":
		case "number":
		case "lookUp":
		case "void":
		case "reprint":
		case "override":
		case "setup":
			return name;
		case "shift":
			return hasShift ? "shiftClose" : "shiftOpen";
		case "choose":
		case "fewer":
		case "more":
		case "confirm":
		case "dismiss":
		case "sync":
		case "language":
		case "there":
		case "missing":
			return null;
	}
}
