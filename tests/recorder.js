// Runs in the audio thread of a browser under test: hands on every sample that goes to the loudspeaker, with its place.
const SILENCE = new Float32Array(128);

class Recorder extends AudioWorkletProcessor {
  process([input]) {
    const samples = input[0] ?? SILENCE;
    // Silence is told now and then, so that the recording grows.
    if (input[0] || currentFrame % 4_096 === 0) this.port.postMessage({ frame: currentFrame, samples: samples.slice() });
    return true;
  }
}
registerProcessor("recorder", Recorder);
