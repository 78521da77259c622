import express from 'express';

/** The versions of Express that the package supports. */
export const expressVersions: readonly { readonly name: string; readonly express: typeof express }[] = [
  { name: 'Express 5', express },
  { name: 'Express 4', express: require('express4') as typeof express },
];
