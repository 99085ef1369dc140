import { parentPort, workerData } from 'node:worker_threads';
import { consistencyProof, inclusionProof, parseVerifierKey, toHex, verifyRecord } from '@outrider/core/evidence';
import { nodeDigests } from '@outrider/record/chain';
import { folderFiles } from '@outrider/record/files';
import { checkTimestamp } from '@outrider/record/timestamp';
import { hashesOf } from '../log/head.js';
import type { EvidenceTask, TaskAnswers } from './task.js';

async function answer(task: EvidenceTask): Promise<TaskAnswers[EvidenceTask['kind']]> {
  const { sha256 } = nodeDigests;
  switch (task.kind) {
    case 'verify': {
      return verifyRecord({
        files: folderFiles(task.folder),
        digests: nodeDigests,
        trustedKeys: task.keys.flatMap(({ verifier_key, until_utc_ms }) => {
          const key = parseVerifierKey(verifier_key, sha256);
          return key ? [{ ...key, until_utc_ms }] : [];
        }),
        checkpoints: [],
        readTimestamp: (token, stamped) => checkTimestamp(token, stamped, []),
      });
    }
    case 'inclusion':
      return inclusionProof(hashesOf(task.leaves), task.index, sha256).map(toHex);
    case 'consistency':
      return consistencyProof(hashesOf(task.leaves), task.from_size, sha256).map(toHex);
  }
}

const port = parentPort;
port?.postMessage(await answer(workerData as EvidenceTask));
