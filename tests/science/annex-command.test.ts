/** The annex that a run and a study leave is the same when it is made again from their record alone. */
import { afterAll, expect, test } from 'vitest';
import { recordedRunAnnex, recordedStudyAnnex } from '../../cli/host/annex-model.js';
import type { RunRecord } from '../../cli/host/run-record.js';
import type { StudyRecord } from '../../cli/host/study/record.js';
import { annex, type Annex } from '../../reports/annex/index.js';
import { OPTIONS, scenarioText, STUDY_FILES, studyText } from '../support/study-files.js';
import { throughcare, WorkFolder } from '../cli/command.js';

const folder = new WorkFolder();
afterAll(() => folder.remove());
folder.write({
  ...STUDY_FILES,
  'one.yaml': scenarioText('one', 'support'),
  'study.yaml': studyText(OPTIONS, 'draws: 2\nreplications: 1\n'),
});

async function left(...words: string[]): Promise<Annex> {
  const { code, stderr } = await throughcare([...words, '--out', 'out', '--workers', '1'], { cwd: folder.path });
  expect({ code, stderr }).toMatchObject({ code: 0 });
  return { html: folder.read('out', 'annex.html'), markdown: folder.read('out', 'annex.md') };
}

test('of a run, with the command that gives it again', async () => {
  const found = await left('run', 'one.yaml', '--replications', '2', '--seed', "it's mine");
  const record = JSON.parse(folder.read('out', 'run.json')) as RunRecord;
  expect(found.markdown).toContain(record.hash);
  expect(found.markdown).toContain("throughcare run one.yaml --seed 'it'\\\\''s mine' --replications 2");
  // Nothing of where files lie on this machine.
  expect(found.html).not.toContain(folder.path);
  expect(annex({ areas: [{ frame: record.result, report: null }], model: recordedRunAnnex(record) })).toEqual(found);
});

test('of a study', async () => {
  const found = await left('study', 'study.yaml');
  const record = JSON.parse(folder.read('out', 'run.json')) as StudyRecord;
  const [first, ...rest] = record.studies;
  expect(found.markdown).toContain('throughcare study study.yaml --draws 2 --replications 1');
  expect(annex({ areas: [first!, ...rest], model: recordedStudyAnnex(record) })).toEqual(found);
});
