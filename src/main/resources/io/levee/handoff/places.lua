-- ARGV: now, then conversations
-- Answers what is measured of each skill, then for each conversation its position, whether an agent
-- is free for it and the number of its skill; 0, 0 and 0 for one that does not wait.
local skills, number, places = {}, {}, {}
for i = 2, #ARGV do
  local at, skill = position(ARGV[i])
  if skill and not number[skill] then
    skills[#skills + 1] = measured(skill, ARGV[1])
    number[skill] = #skills
  end
  places[#places + 1] = at or 0
  places[#places + 1] = skill and free(ARGV[i]) or 0
  places[#places + 1] = skill and number[skill] or 0
end
return { skills, places }
