import { Keycap } from "../../ui/keycap.tsx";
import { useLocalization } from "../localization.ts";
import { useAnnouncement } from "./announcer.tsx";
import { type Command, commandKeys } from "./command.ts";

type KeymapProps = { readonly runCommand: (command: Command) => void; readonly onClose: () => void };

/** All keys, from the table of commands. Clicking a line runs its command. */
export function Keymap({ runCommand, onClose }: KeymapProps) {
	const { words } = useLocalization();
	useAnnouncement(words.keys.title);
	return (
		<div class="keymap" role="dialog" aria-modal="true" aria-label={words.keys.title} data-keymap="open">
			<section class="keymap-card">
				<h2>{words.keys.title}</h2>
				<ul>
					{commandKeys.map(({ name, caps, command }) => (
						<li key={name}>
							<button
								type="button"
								class="keymap-row"
								data-command={name}
								onClick={() => {
									onClose();
									if (command.kind !== "keymap") runCommand(command);
								}}
							>
								<span class="keymap-caps">
									{caps.map((cap) => (
										<Keycap key={cap}>{cap}</Keycap>
									))}
								</span>
								{words.keys.does[name]}
							</button>
						</li>
					))}
				</ul>
				<p class="keymap-wedge">{words.keys.wedge}</p>
				<button type="button" class="keymap-close" aria-keyshortcuts="Escape Enter F1" onClick={onClose}>
					{words.keys.close}
				</button>
			</section>
		</div>
	);
}
