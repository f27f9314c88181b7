import { useEffect, useState } from "preact/hooks";
import { isCode } from "../../../../core/protocol/scannedText.ts";
import { useLocalization } from "../../localization.ts";
import { useCamera } from "../../use-input.ts";
import { Viewfinder } from "../../viewfinder.tsx";
import { ChoiceGroup, type SectionProps, StatusLine } from "../controls.tsx";

/** The choice of camera, with its preview and the last code read. */
export function CameraSection({ state: { settings }, change }: SectionProps) {
	const { words } = useLocalization();
	const text = words.setup.camera;
	const [cameras, setCameras] = useState<readonly MediaDeviceInfo[]>([]);
	const [read, setRead] = useState("");
	const show = (text: string) => setRead((before) => (isCode(before) && !isCode(text) ? before : text));
	const view = useCamera(show, settings.camera);

	useEffect(() => {
		const { mediaDevices } = navigator;
		const list = () =>
			void mediaDevices
				.enumerateDevices()
				.then((devices) => setCameras(devices.filter(({ kind }) => kind === "videoinput")));
		list();
		mediaDevices.addEventListener("devicechange", list);
		return () => mediaDevices.removeEventListener("devicechange", list);
	}, [view.state]);

	const named = cameras.map(({ deviceId, label }, i) => ({ value: deviceId, name: label || text.unnamed(i + 1) }));
	const { camera } = settings;
	const isListed = camera === null || named.some(({ value }) => value === camera);
	return (
		<div class="setup-columns">
			<div>
				<ChoiceGroup<string | null>
					legend={text.which}
					of={[
						{ value: null, name: text.any },
						...named,
						...(isListed ? [] : [{ value: camera, name: text.unplugged, hint: text.meanwhile }]),
					]}
					chosen={camera}
					onChoose={(chosen) => {
						setRead("");
						change({ camera: chosen });
					}}
				/>
			</div>
			<div class="setup-camera">
				<p>{text.test}</p>
				<Viewfinder view={view} />
				<StatusLine is={read === "" ? "plain" : "good"}>
					{read === "" ? text.nothing : text.read(read.length)}
				</StatusLine>
			</div>
		</div>
	);
}
