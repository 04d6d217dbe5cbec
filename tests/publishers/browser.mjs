// Opens pages in Chromium as someone without a mouse does, and as someone who enlarges them four times; JSON in and out.
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import path from 'node:path'

const require = createRequire(path.join(process.argv[2], 'package.json'))
const { chromium } = require('playwright-core')
const job = JSON.parse(readFileSync(0, 'utf8'))

// What has the focus: its place in the document, and whether a person can see that it has it.
const focused = () => {
  const element = document.activeElement
  if (!element || element === document.body) return null
  const style = getComputedStyle(element)
  const box = element.getBoundingClientRect()
  const all = [...document.querySelectorAll('*')]
  let behind = element
  while (behind.parentElement && getComputedStyle(behind).backgroundColor === 'rgba(0, 0, 0, 0)') behind = behind.parentElement
  const around = element.parentElement && element.parentElement.closest('.box, footer, .notes') || document.body
  const numbers = colour => (colour.match(/[\d.]+/g) || []).slice(0, 3).map(Number)
  return {
    name: element.tagName.toLowerCase() + (element.className ? `.${element.className}` : ''),
    text: (element.textContent || '').trim().slice(0, 40),
    place: all.indexOf(element),
    outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
    colour: numbers(style.outlineColor),
    paper: numbers(getComputedStyle(around).backgroundColor),
    inView: box.width > 0 && box.height > 0 && box.left < innerWidth && box.right > 0 && box.top < innerHeight && box.bottom > 0
  }
}

// Everything that a keyboard must reach, by its place in the document; a region only where it scrolls is no matter.
const reachable = () => {
  const all = [...document.querySelectorAll('*')]
  return all.filter(element => element.matches('a[href], button, input, select, textarea, summary, [tabindex="0"]'))
    .filter(element => element.getClientRects().length > 0).map(element => all.indexOf(element))
}

const widest = () => {
  const width = document.documentElement.clientWidth
  const out = [...document.body.querySelectorAll('*')].filter(element => {
    if (element.getBoundingClientRect().right <= width + 0.5 || element.closest('.skip')) return false
    let box = element
    while (box && getComputedStyle(box).overflowX === 'visible') box = box.parentElement
    return !box || box === document.body || box === document.documentElement
  })
  return { window: width, page: document.documentElement.scrollWidth, out: out.map(element => element.outerHTML.slice(0, 100)) }
}

async function byKeyboard (page) {
  const stops = []
  for (let count = 0; count < 400; count++) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(focused)
    if (!stop || (stops.length && stop.place === stops[0].place)) break
    stops.push(stop)
  }
  return stops
}

async function look (page, address, large) {
  await page.goto(address, { waitUntil: 'load' })
  const found = { reachable: await page.evaluate(reachable), stops: [], skipped: null }
  if (large) {
    found.widest = await page.evaluate(widest)
  } else {
    found.stops = await byKeyboard(page)
    await page.goto(address, { waitUntil: 'load' })
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    found.skipped = await page.evaluate(() => document.activeElement.id)
  }
  return found
}

const browser = await chromium.launch({
  executablePath: job.chromium,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
})
const answer = {}
for (const scheme of ['light', 'dark']) {
  const contexts = [
    { viewport: { width: 1280, height: 800 }, colorScheme: scheme, reducedMotion: 'reduce' },
    { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4, colorScheme: scheme }
  ]
  // One tab for each: opening one takes longer than all that is done in it.
  const [wide, large] = await Promise.all(contexts.map(async each => (await browser.newContext(each)).newPage()))
  for (const name of job.pages) {
    answer[`${scheme} ${name}`] = await look(wide, `${job.origin}/${name}`, false)
    answer[`${scheme} ${name}`].large = (await look(large, `${job.origin}/${name}`, true)).widest
  }
}
await browser.close()
console.log(JSON.stringify(answer))
