import { verifyRecord } from '@outrider/core/evidence';
import type { VerificationReport } from '@outrider/schema';
import type { ChangeEvent, DragEvent } from 'react';
import { useState } from 'react';
import { Panel } from '../ui/page.js';
import { ErrorNote } from '../ui/state.js';
import { browserDigests } from './browser-digests.js';
import { chosenFiles, droppedFiles, filesOfFolder } from './dropped-files.js';
import type { NamedFile } from './dropped-files.js';
import { readGiven } from './given.js';
import type { Given } from './given.js';
import { ReportView } from './report-view.js';

type Progress = { state: 'idle' } | { state: 'busy'; share: number } | { state: 'done'; report: VerificationReport };

/** Verifies a record that somebody drops here. Nothing leaves this computer. */
export function VerifyPage() {
  const [given, setGiven] = useState<Given>({ keys: [], checkpoints: [] });
  const [progress, setProgress] = useState<Progress>({ state: 'idle' });
  const [error, setError] = useState<unknown>(null);
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setError(null);
    try {
      await work();
    } catch (failure) {
      setError(failure);
      setProgress({ state: 'idle' });
    }
  };
  const verify = (named: Promise<NamedFile[]>): Promise<void> =>
    attempt(async () => {
      const files = await recordIn(await named);
      setProgress({ state: 'busy', share: 0 });
      const onProgress = (done: number, all: number): void =>
        setProgress({ state: 'busy', share: all === 0 ? 1 : done / all });
      const { keys, checkpoints } = given;
      const report = await verifyRecord({ files, digests: browserDigests, trustedKeys: keys, checkpoints, onProgress });
      setProgress({ state: 'done', report });
    });
  const take = (list: readonly File[]): Promise<void> =>
    attempt(async () => {
      const read = [...list].map(async (file) => ({ name: file.name, text: await file.text() }));
      setGiven(await readGiven(await Promise.all(read)));
    });
  return (
    <div className="panels">
      <Panel title="Verify a record">
        <GivenField given={given} onFiles={(list) => void take(list)} />
        <RecordField onFiles={(named) => void verify(named)} />
        <ErrorNote error={error} />
        {progress.state === 'busy' && <progress aria-label="Verifying" max={1} value={progress.share} />}
      </Panel>
      {progress.state === 'done' && (
        <Panel title="Result">
          <ReportView report={progress.report} />
        </Panel>
      )}
    </div>
  );
}

/** One ZIP, or the files of a folder. */
async function recordIn(named: readonly NamedFile[]) {
  const [first] = named;
  if (!first) throw new Error('Nothing was chosen.');
  if (named.length > 1 || !first.path.toLowerCase().endsWith('.zip')) return filesOfFolder(named);
  const { filesOfZip } = await import('./zip-files.js');
  return filesOfZip(first.blob);
}

function GivenField({ given, onFiles }: { given: Given; onFiles: (list: readonly File[]) => void }) {
  const names = [
    ...given.keys.map(({ keyId }) => `key ${keyId}`),
    ...given.checkpoints.map(({ name }) => `checkpoint ${name}`),
  ];
  return (
    <label className="field">
      <span>Public key of the agency, and checkpoints that others kept</span>
      <input type="file" multiple onChange={chosen(onFiles)} />
      <span className="small muted">
        {names.length === 0 ? 'None: then a record can be whole in itself, but not proven.' : names.join(', ')}
      </span>
    </label>
  );
}

function RecordField({ onFiles }: { onFiles: (named: Promise<NamedFile[]>) => void }) {
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    onFiles(droppedFiles(event.dataTransfer));
  };
  const drag = (event: DragEvent): void => {
    event.preventDefault();
    setOver(true);
  };
  return (
    <div className="drop-area" data-over={over} onDrop={drop} onDragOver={drag} onDragLeave={() => setOver(false)}>
      <p>Drop the ZIP or the folder of a record here. It is read on this computer and goes nowhere.</p>
      <div className="cluster">
        <label className="btn">
          Choose a ZIP
          <input
            className="unseen"
            type="file"
            accept=".zip"
            onChange={chosen((list) => onFiles(Promise.resolve(chosenFiles(list))))}
          />
        </label>
        <label className="btn">
          Choose a folder
          <input
            className="unseen"
            type="file"
            {...{ webkitdirectory: '' }}
            onChange={chosen((list) => onFiles(Promise.resolve(chosenFiles(list))))}
          />
        </label>
      </div>
    </div>
  );
}

/** The same file may be chosen again after a change, so the field is emptied; its own list is then empty too. */
const chosen =
  (take: (files: File[]) => void) =>
  ({ currentTarget }: ChangeEvent<HTMLInputElement>): void => {
    const files = [...(currentTarget.files ?? [])];
    currentTarget.value = '';
    if (files.length > 0) take(files);
  };
