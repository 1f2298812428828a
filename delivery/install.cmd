@echo off
rem Installs ppl from this folder, without a network and without administrator rights (Windows).
rem Usage: install.cmd [FOLDER]      FOLDER: where ppl comes; else %LOCALAPPDATA%\Programs\ppl
setlocal
set "HERE=%~dp0"
set "PLACE=%LOCALAPPDATA%\Programs\ppl"
if not "%~1"=="" set "PLACE=%~1"

where git >nul 2>nul
if errorlevel 1 (
  echo git ontbreekt / git is not installed ^(2.38+^)
  exit /b 1
)
set "PY="
for %%P in (3.14 3.13 3.12 3.11 3.15) do (
  if not defined PY py -%%P -c "" >nul 2>nul && set "PY=py -%%P"
)
if not defined PY python -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && set "PY=python"
if not defined PY (
  echo Python 3.11+ ontbreekt / is not installed
  exit /b 1
)

%PY% -m venv "%PLACE%" || exit /b 1
set "PIP="%PLACE%\Scripts\python.exe" -m pip install --quiet --disable-pip-version-check --no-index --find-links "%HERE%wheels""
%PIP% "ppl[all]" && goto installed
set "WITHOUT=ppl plan chance (numpy)"
%PIP% "ppl[pdf,office,erase]" && goto without
set "WITHOUT=%WITHOUT%, PDF + Word (typst)"
%PIP% "ppl[office,erase]" && goto without
set "WITHOUT=%WITHOUT%, Word + Excel (lxml)"
%PIP% "ppl[erase]" || exit /b 1
:without
echo zonder / without: %WITHOUT%
:installed
"%PLACE%\Scripts\ppl.exe" --version || exit /b 1
echo klaar / done: "%PLACE%\Scripts\ppl.exe" --help
echo zet / put "%PLACE%\Scripts" in PATH
