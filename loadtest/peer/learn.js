// What the gateway knows, learned by nlp.js: the same questions, the same answers. Learning takes some seconds, so what came
// of it is kept beside the libraries until the knowledge changes. KNOWLEDGE in the environment may name another directory.
'use strict';

const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { parse } = require('yaml');
const { dockStart } = require('@nlpjs/basic');
const { LangZh } = require('@nlpjs/lang-zh');

const knowledge = process.env.KNOWLEDGE || path.join(__dirname, '../../conf/knowledge');
const kept = path.join(__dirname, 'node_modules/.cache/levee-peer.json');
const isChinese = (text) => /[\u4e00-\u9fff]/.test(text);

function read() {
  return fs
    .readdirSync(knowledge)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => fs.readFileSync(path.join(knowledge, name), 'utf8'));
}

function corpus(files) {
  const entries = files.flatMap((file) => parse(file).entries || []);
  return {
    name: 'levee',
    locale: 'zh',
    data: entries.map((entry) => ({
      intent: entry.id,
      utterances: [entry.question, ...(entry.paraphrases || [])].map(String).filter(isChinese),
      answers: entry.answers && entry.answers.zh ? [entry.answers.zh] : [],
    })),
  };
}

/** An nlp.js that knows it all. */
async function learned() {
  const dock = await dockStart({ settings: { nlp: { log: false, autoSave: false } }, use: ['Basic'] });
  dock.getContainer().use(LangZh);
  const nlp = dock.get('nlp');
  nlp.addLanguage('zh');
  const files = read();
  const digest = crypto.createHash('sha256').update(files.join('')).digest('hex');
  if (fs.existsSync(kept)) {
    const before = JSON.parse(fs.readFileSync(kept, 'utf8'));
    if (before.digest === digest) {
      nlp.import(before.model);
      return nlp;
    }
  }
  await nlp.addCorpus(corpus(files));
  await nlp.train();
  fs.mkdirSync(path.dirname(kept), { recursive: true });
  fs.writeFileSync(kept, JSON.stringify({ digest, model: nlp.export(true) }));
  return nlp;
}

module.exports = { learned };

if (require.main === module) {
  learned().catch((e) => {
    console.error(e);
    process.exit(1);
  });
}
