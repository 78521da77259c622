/** Makes two pictures of each `<picture>` with a dark source: GitHub shows one of them, the site's style sheet another. */
export function inBothSchemes(text) {
  return text.replace(/<picture>.*?<\/picture>/gs, (picture) => {
    const [alt] = /(?<=alt=")[^"]*/.exec(picture);
    const [dark] = /(?<=srcset=")[^"]*/.exec(picture);
    const [light] = /(?<=src=")[^"]*/.exec(picture);
    return `![${alt}](${light}){.light-only}\n![${alt}](${dark}){.dark-only}`;
  });
}
