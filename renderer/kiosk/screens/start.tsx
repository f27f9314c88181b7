import { Arch } from "../../ui/shapes.tsx";

/** Drawn for the moment before the main process first answers. */
export function StartScreen() {
	return (
		<main class="start" data-screen="start">
			<Arch class="start-arch" />
		</main>
	);
}
