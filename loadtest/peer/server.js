// What one would otherwise write: a live socket, a token, nlp.js for the intent, the session in Redis.
// REDIS_URL and TOKEN_SECRET in the environment; listens on a free loopback port and tells it.
'use strict';

const crypto = require('node:crypto');
const { WebSocketServer } = require('ws');
const { createClient } = require('redis');
const { learned } = require('./learn');

const secret = process.env.TOKEN_SECRET;

function customerOf(token) {
  const [head, claims, signature] = token.split('.');
  const wanted = crypto.createHmac('sha256', secret).update(`${head}.${claims}`).digest('base64url');
  if (wanted !== signature) {
    throw new Error('the token is not signed by the shop');
  }
  const told = JSON.parse(Buffer.from(claims, 'base64url'));
  if (told.exp * 1000 < Date.now()) {
    throw new Error('the token is too old');
  }
  return told.sub;
}

async function main() {
  const nlp = await learned();

  const redis = createClient({ url: process.env.REDIS_URL });
  redis.on('error', (e) => console.error(e.message));
  await redis.connect();

  async function answer(session, frame) {
    const key = `peer:${session.customer}`;
    const seen = await redis.set(`${key}:${frame.messageId}`, '1', { NX: true, EX: 3600 });
    if (seen === null) {
      return { seq: session.seq, duplicate: true };
    }
    const heard = await nlp.process('zh', frame.text);
    session.seq += 2;
    await redis
      .multi()
      .hSet(key, { seq: session.seq, intent: heard.intent, at: Date.now() })
      .rPush(`${key}:log`, [frame.text, heard.answer || ''])
      .lTrim(`${key}:log`, -100, -1)
      .exec();
    return { seq: session.seq - 1, duplicate: false, intent: heard.intent, text: heard.answer || '' };
  }

  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, path: '/v1/socket', perMessageDeflate: false });
  server.on('connection', (socket) => {
    let session = null;
    let line = Promise.resolve();
    socket.on('error', () => socket.terminate());
    socket.on('message', (bytes) => {
      const frame = JSON.parse(bytes);
      if (frame.type === 'hello') {
        try {
          session = { customer: customerOf(frame.token), seq: 0 };
        } catch (e) {
          socket.close(4401, e.message);
          return;
        }
        socket.send(JSON.stringify({ type: 'welcome', conversationId: null, seq: 0, handledBy: 'bot' }));
        return;
      }
      line = line.then(async () => {
        const told = await answer(session, frame);
        socket.send(
          JSON.stringify({ type: 'ack', messageId: frame.messageId, seq: told.seq, duplicate: told.duplicate }),
        );
        if (!told.duplicate) {
          socket.send(
            JSON.stringify({ type: 'message', seq: told.seq + 1, from: 'bot', text: told.text, intent: told.intent }),
          );
        }
      });
      line.catch((e) => {
        console.error(e);
        process.exit(1);
      });
    });
  });
  server.on('listening', () => console.log(`ready url="http://127.0.0.1:${server.address().port}"`));
}

main().catch((e) => {
  console.error(e);
  process.exit(1);
});
