import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { drawHouse, picturePath, surveyHouse } from '../../tools/floorsPicture.ts';

test('the picture of the floors in docs/ is the house as the sources have it: npm run picture:floors draws it anew', async () => {
  const house = await surveyHouse();
  expect(house.floors.flat().find(({ name }) => name === 'main.ts')?.uses).toContain('teams');
  expect(await readFile(picturePath, 'utf8')).toBe(drawHouse(house));
});
