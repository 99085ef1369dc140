import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { loadGraphModel } from '@tensorflow/tfjs-converter';
import type { GraphModel } from '@tensorflow/tfjs-converter';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { ready, setBackend, tensor, tidy } from '@tensorflow/tfjs-core';
import type { Tensor, io } from '@tensorflow/tfjs-core';

/** Files that come with the package; nothing is fetched. */
const MODELS = new URL('../../../models/', import.meta.url);

/** What runs networks starts once, in WebAssembly, from files of its own package. */
let started: Promise<void> | null = null;
function start(): Promise<void> {
  started ??= (async () => {
    const backend = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
    setWasmPaths(`${dirname(backend)}/`);
    if (!(await setBackend('wasm'))) throw new Error('What runs networks in WebAssembly cannot be started.');
    await ready();
  })();
  return started;
}

/** A network with its weights. */
export class Network {
  readonly #model: GraphModel;
  readonly #shape: number[];

  private constructor(model: GraphModel, shape: number[]) {
    this.#model = model;
    this.#shape = shape;
  }

  /** @param shape of its one input */
  static async load(name: string, shape: number[]): Promise<Network> {
    await start();
    const described = JSON.parse(await readFile(new URL(`${name}.json`, MODELS), 'utf8')) as ModelFile;
    const weights = await readFile(new URL(`${name}.bin`, MODELS));
    const weightData = Uint8Array.from(weights).buffer;
    const weightSpecs = described.weightsManifest.flatMap((group) => group.weights);
    const load = async () => ({ modelTopology: described.modelTopology, weightSpecs, weightData });
    return new Network(await loadGraphModel({ load }), shape);
  }

  /** Values of the named outputs, row by row. */
  run(input: Float32Array, outputs: string[]): Float32Array[] {
    return tidy(() => {
      const found = this.#model.execute(tensor(input, this.#shape), outputs);
      return (Array.isArray(found) ? found : [found]).map((one: Tensor) => Float32Array.from(one.dataSync()));
    });
  }
}

interface ModelFile {
  modelTopology: object;
  weightsManifest: { weights: io.WeightsManifestEntry[] }[];
}
