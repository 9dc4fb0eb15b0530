// All that a Courier does, in one module: courier.ts loads it as one starts.
export { listDeliveries, queueOnce } from './deliveries.ts';
export { keepTest, takeIn } from './events.ts';
export { hubOf } from './hub-address.ts';
export { keepAsk, mayAsk } from './mail/asks.ts';
export {
  confirmDeskMail,
  dropDeskMail,
  readDeskLink,
  readDeskMail,
  setDeskMail,
  stopDeskMail,
} from './mail/desk-mail.ts';
export { changeFollow, confirmFollow, readLink, stopFollow } from './mail/follows.ts';
export { mailStatus } from './mail/status.ts';
export { COURIER_MIGRATIONS } from './migrations.ts';
export { Round } from './round.ts';
export {
  changeWebhook,
  createWebhook,
  deleteWebhook,
  findWebhook,
  listWebhooks,
  rotateSecret,
} from './webhooks.ts';
