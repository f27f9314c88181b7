import { Keycap } from "../../ui/keycap.tsx";
import { useReader } from "../reader.ts";

export function Keymap({ onClose }: { readonly onClose: () => void }) {
	const { words } = useReader();
	return (
		<div class="keymap" role="dialog" aria-modal="true" aria-label={words.keys.title} data-keymap="open">
			<section class="keymap-card">
				<h2>{words.keys.title}</h2>
				<dl>
					{words.keys.rows.map(([keys, does]) => (
						<div key={keys} class="keymap-row">
							<dt>
								<Keycap>{keys}</Keycap>
							</dt>
							<dd>{does}</dd>
						</div>
					))}
				</dl>
				<p class="keymap-wedge">{words.keys.wedge}</p>
				<button type="button" class="keymap-close" aria-keyshortcuts="Escape Enter F1" onClick={onClose}>
					{words.keys.close}
				</button>
			</section>
		</div>
	);
}
