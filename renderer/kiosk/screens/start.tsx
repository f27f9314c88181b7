import { Arch } from "../../ui/shapes.tsx";
import { useLocalization } from "../localization.ts";

/** Shown until the main process first answers. */
export function StartScreen() {
	const { words } = useLocalization();
	return (
		<main class="start" data-screen="start">
			<Arch class="start-arch" />
			<h1 class="visually-hidden">{words.product}</h1>
		</main>
	);
}
