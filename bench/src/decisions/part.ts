/** Decision tables as a regression check: the same answers in another DMN engine, and how many of ours a second. */
import { evaluateTable } from '@fadu/kernel';
import { type Outcome, type Part, whole } from '../part.ts';
import { runs } from '../processes.ts';
import { askPeer, peerClasspath } from './peer.ts';
import { questionsFor } from './questions.ts';

/** The part. */
export const part: Part = {
  name: 'decisions',
  title: 'decision tables of the discretion benchmarks beside another DMN engine',
  options: { rounds: { default: '200', all: '60', what: 'questions to each table' } },
  needs: [
    {
      name: 'java, mvn and the jars of the other DMN engine',
      without: ['camunda-dmn'],
      get: 'Install a JDK and Maven (Debian: apt install openjdk-17-jdk-headless maven), then once `mvn -f bench/src/decisions/pom.xml dependency:resolve dependency:build-classpath`.',
      missing: () => {
        if (!runs('java', '-version') || !runs('mvn', '-version')) return 'java or mvn cannot be started';
        const peer = peerClasspath();
        return 'missing' in peer ? 'the jars are not here' : null;
      },
    },
  ],
  async run(options, run): Promise<Outcome> {
    const { benchmarks, questions, tables, ours } = await questionsFor(
      run.folder,
      whole(options, 'rounds'),
      run.seed,
    );
    const start = performance.now();
    for (const [i, question] of questions.entries())
      evaluateTable(tables[i] as (typeof tables)[number], question.facts);
    const rate = (questions.length * 1000) / (performance.now() - start);
    const speed = {
      what: 'evaluations of a table a second, one thread',
      ours: { value: rate, unit: '/s' },
      peer: null,
    } as const;
    const peer = run.has('camunda-dmn') ? peerClasspath() : { missing: '' };
    if ('missing' in peer) return { rows: [speed], notes: [], versions: {} };
    run.say(`${questions.length} questions to the other engine …`);
    const theirs = askPeer(peer.path, questions);
    const same = questions.filter((_, i) => ours[i] === theirs[i]).length;
    const first = questions.findIndex((_, i) => ours[i] !== theirs[i]);
    return {
      rows: [
        {
          what: `answers that are the same, ${benchmarks} benchmarks, ${questions.length.toLocaleString('en')} questions`,
          ours: { value: same, unit: '' },
          peer: { name: 'Camunda DMN', value: questions.length, unit: '' },
          aim: { at: 'least', ratio: 1 },
        },
        speed,
      ],
      notes:
        first < 0
          ? []
          : [
              `First that differs: ${questions[first]?.decision} with ${JSON.stringify(questions[first]?.facts)}: ours “${ours[first]}”, theirs “${theirs[first]}”.`,
            ],
      versions: { 'Camunda DMN': '7.21.0' },
    };
  },
};
