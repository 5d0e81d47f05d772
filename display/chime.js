// The gong: two soft tones made on the spot, no sound file. Knows when it is struck only because it is told.

const TONES = [
  { hertz: 659.25, starts: 0 },
  { hertz: 523.25, starts: 0.45 },
];
const PARTIALS = [
  { times: 1, loudness: 0.5, seconds: 1.5 },
  { times: 2, loudness: 0.12, seconds: 0.7 },
];

/** From the first tone until nothing is heard any more. */
export const GONG_SECONDS = 2.1;

/** One gong into `output` at the moment `start` of the context's own clock. */
export function strike(context, output, start) {
  for (const tone of TONES) {
    for (const partial of PARTIALS) {
      sound(context, output, tone.hertz * partial.times, start + tone.starts, partial);
    }
  }
}

function sound(context, output, hertz, start, { loudness, seconds }) {
  const oscillator = context.createOscillator();
  const volume = context.createGain();
  oscillator.frequency.value = hertz;
  volume.gain.setValueAtTime(0.0001, start);
  volume.gain.exponentialRampToValueAtTime(loudness, start + 0.015);
  volume.gain.exponentialRampToValueAtTime(0.0001, start + seconds);
  oscillator.connect(volume).connect(output);
  oscillator.onended = () => volume.disconnect();
  oscillator.start(start);
  oscillator.stop(start + seconds);
}
