/** Sections 5 and 6: what runs the model, how its luck is made, how to repeat it, and where it is. */
import { blocks, code, heading, joined, list, prose, NOTHING, type Markdown } from './markdown.js';
import { said } from './objectives.js';
import type { Subject } from './types.js';

export function implementationSection(subject: Subject): Markdown {
  return blocks([
    heading(2, '5 Implementation'),
    software(subject),
    heading(3, '5.2 Random sampling'),
    list([
      prose`A random number is a function of the seed, the parameter draw, the replication, the area, the stream, the unit, the name of the decision, the visit to the state and how often the event has come in it. Nothing else moves it: not the order of a file, not another child, not a programme, not the number of workers.`,
      prose`The generator is Threefry-4x32 with 13 rounds (Salmon and others 2011), a counter-based one with published known-answer vectors; a key of 20 rounds is derived for each stream. Names are hashed (MurmurHash3), and two names with one hash are refused. The text of the seed becomes the key through \`seedrandom\`.`,
      prose`Times are drawn by inverting cumulative hazards. Exponentials, logarithms, powers and quantiles are the software’s own arithmetic, so that every machine gets the same bits.`,
    ]),
    heading(3, '5.3 Model execution'),
    list([
      prose`Discrete events in continuous time. A life that shares nothing is run from beginning to end at once; where places or levels are shared, a unit runs until it next touches what is shared, and those touches pass through one calendar in time order. Section 2.4 has the order at one instant.`,
      prose`An option is simulated once up to the first request for a place of a programme, and twice from there: with programmes and without.`,
      prose`Replications are spread over worker threads. Tables are the same, byte for byte, for any number of them: counts and money are added as whole numbers, and statistics are taken in the order of the replications.`,
    ]),
    systemSpecification(subject),
  ]);
}

function software({ choices: { software: found } }: Subject): Markdown {
  const libraries = Object.entries(found.libraries).map(([name, version]) => prose`${code(name)} ${version}`);
  return blocks([
    heading(3, '5.1 Software or programming language'),
    prose`Throughcare ${found.version}, written in TypeScript, on Node ${code(found.node)}, on any operating system that Node runs on.${libraries.length === 0 ? '' : prose` Libraries that numbers pass through: ${joined(libraries, ', ')}.`}`,
  ]);
}

function systemSpecification({ choices: { words } }: Subject): Markdown {
  return blocks([
    heading(3, '5.4 System specification'),
    said(words, 'run_time'),
    prose`A run needs one ordinary computer. Work grows with the number of children, years and replications; ${code('throughcare check SCENARIO')} estimates it beforehand, and ${code('run.json')} in the results folder keeps how long a run took.`,
  ]);
}

export function accessSection({ of, choices }: Subject): Markdown {
  return blocks([
    heading(2, '6 Code access'),
    heading(3, '6.1 Computer model sharing statement'),
    prose`Throughcare is open source (${choices.software.licence} licence), and its data files come with it. This description was made from:`,
    list(choices.files.map(code)),
    choices.isExperiment
      ? prose`The same files, the seed ${code(of.seed)} and version ${choices.software.version} give the same numbers to the last digit, on any computer: ${code('throughcare run FILE')}. A results folder’s ${code('run.json')} holds all of them, and can be run again by itself.`
      : NOTHING,
  ]);
}
