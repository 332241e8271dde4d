/** Two soft tones, short enough not to disturb a room. */
const TONES_HZ = [660, 880] as const;
const TONE_S = 0.14;
const VOLUME = 0.06;

/** Sounds once. Browsers let no window sound that nobody has touched yet; then it stays silent. */
export function chime(): void {
  if (!navigator.userActivation.hasBeenActive) return;
  const audio = new AudioContext();
  const volume = audio.createGain();
  volume.gain.value = VOLUME;
  volume.connect(audio.destination);
  for (const [index, hertz] of TONES_HZ.entries()) {
    const tone = audio.createOscillator();
    tone.frequency.value = hertz;
    tone.connect(volume);
    tone.start(index * TONE_S);
    tone.stop((index + 1) * TONE_S);
    if (index === TONES_HZ.length - 1) tone.onended = () => void audio.close();
  }
}
