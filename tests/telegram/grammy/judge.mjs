// grammY, unchanged, as a judge: the same small bot as in the Python judges. node judge.mjs BASE TOKEN [SECRET: behind a webhook]
import http from "node:http";
import { Bot, InlineKeyboard, InputFile, webhookCallback } from "grammy";

const [base, token, secret] = process.argv.slice(2);
const bot = new Bot(token, { client: { apiRoot: base } });

async function download(ctx) {
  const { file_path } = await ctx.getFile();
  const answer = await fetch(`${base}/file/bot${token}/${file_path}`);
  return new InputFile(new Uint8Array(await answer.arrayBuffer()), "back.bin");
}

bot.command("start", (ctx) => ctx.reply(`welcome ${ctx.match}`));
bot.on("message:photo", async (ctx) => ctx.replyWithPhoto(await download(ctx), { caption: "yours" }));
bot.on("message:voice", async (ctx) => ctx.replyWithVoice(await download(ctx)));
bot.on("message:location", (ctx) => ctx.reply(`at ${ctx.message.location.latitude}`));
bot.on("message:text", (ctx) =>
  ctx.reply(`echo ${ctx.message.text}`, {
    reply_markup: new InlineKeyboard().text("Tap", "tapped"),
    reply_parameters: { message_id: ctx.message.message_id },
  }));
bot.on("edited_message:text", (ctx) => ctx.reply(`now ${ctx.editedMessage.text}`));
bot.on("callback_query:data", async (ctx) => {
  await ctx.editMessageText(`edited ${ctx.callbackQuery.data}`);
  await ctx.answerCallbackQuery({ text: "done" });
});

async function stop() {
  await bot.stop();
  process.exit(0);
}
process.on("SIGTERM", stop);

if (secret) {
  const server = http.createServer(webhookCallback(bot, "http", { secretToken: secret }));
  server.listen(0, "127.0.0.1", () =>
    bot.api.setWebhook(`http://127.0.0.1:${server.address().port}/`, { secret_token: secret }));
} else {
  bot.start({ timeout: 2 });
}
