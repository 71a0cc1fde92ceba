@echo off
rem The `latchkey` command of an installed Latchkey: see packaging/bin/latchkey and docs/adr/0006.
rem A program with windows is not waited for by itself.
start "" /b /wait "%~dp0..\..\Latchkey.exe" --no-sandbox --log-level=3 --cli -- %*
exit /b %errorlevel%
